{{ config(materialized='view') }}

with

abc as (

    select * from {{ ref('fct_customer_abc') }}

),

rfm as (

    select * from {{ ref('int_rfm_scores') }}
    where is_year_end

),

published_classes as (

    select * from {{ ref('int_published_classes') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

states as (

    select
        customer_id,
        'abc_class' as scheme,
        period_end_date as month_end_date,
        {{ add_months('period_end_date', 12) }} as next_month_end_date,
        abc_class as customer_state
    from abc
    where period_type = 'year' and measure = 'revenue'

    union all

    select
        customer_id,
        'rfm_segment' as scheme,
        scored_date as month_end_date,
        {{ add_months('scored_date', 12) }} as next_month_end_date,
        rfm_segment as customer_state
    from rfm

    union all

    select
        customer_id,
        'value_class' as scheme,
        month_end_date,
        next_month_end_date,
        value_class as customer_state
    from published_classes

),

-- A period that is not over has no state yet.
final as (

    select states.*
    from states
    cross join as_of
    where states.month_end_date <= as_of.as_of_date

)

select * from final
