{{ config(materialized='view') }}
with

lifecycle as (

    select * from {{ ref('fct_lifecycle_monthly') }}

),

abc as (

    select * from {{ ref('fct_customer_abc') }}

),

rfm as (

    select * from {{ ref('int_yearly_rfm') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

states as (

    {% for scheme in ['lifecycle_stage', 'growth_phase', 'relationship_stage'] %}
    select
        customer_id,
        '{{ scheme }}' as scheme,
        month_end_date,
        {{ scheme }} as customer_state,
        1 as month_count
    from lifecycle
    where {{ scheme }} is not null

    union all

    {% endfor %}
    select
        customer_id,
        'abc_class' as scheme,
        period_end_date as month_end_date,
        abc_class as customer_state,
        12 as month_count
    from abc
    where period_type = 'year' and measure = 'revenue'

    union all

    select
        customer_id,
        'rfm_segment' as scheme,
        year_end_date as month_end_date,
        rfm_segment as customer_state,
        12 as month_count
    from rfm

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
