{{ config(materialized='view') }}

with

records as (

    select * from {{ ref('base_orders') }}

),

base_currency as (

    select * from {{ ref('int_base_currency') }}

),

rates as (

    select * from {{ ref('int_exchange_rates') }}

),

{{ priced_records('orders', 'ordered_at') }}

select * from final
