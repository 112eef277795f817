{{ config(materialized='view') }}

with

records as (

    select * from {{ ref('base_returns') }}

),

base_currency as (

    select * from {{ ref('int_base_currency') }}

),

rates as (

    select * from {{ ref('int_exchange_rates') }}

),

{{ priced_records('returns', 'returned_at') }}

select * from final
