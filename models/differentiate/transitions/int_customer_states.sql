{{ config(materialized='view') }}
with

lifecycle as (

    select * from {{ ref('fct_lifecycle_monthly') }}

),

abc as (

    select * from {{ ref('fct_customer_abc') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

states as (

    select
        customer_id,
        'lifecycle_stage' as scheme,
        month_end_date,
        lifecycle_stage as customer_state,
        1 as month_count
    from lifecycle

    union all

    select
        customer_id,
        'abc_class' as scheme,
        period_end_date as month_end_date,
        abc_class as customer_state,
        12 as month_count
    from abc
    where period_type = 'year' and measure = 'revenue'

),

-- A period that is not over has no state yet.
final as (

    select
        states.customer_id,
        states.scheme,
        states.month_end_date,
        last_day({{ add_months('states.month_end_date', 'states.month_count') }})
            as next_month_end_date,
        states.customer_state
    from states
    cross join as_of
    where states.month_end_date <= as_of.as_of_date

)

select * from final
