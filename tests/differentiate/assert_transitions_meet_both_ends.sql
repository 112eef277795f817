-- Who goes from a state was in it at the end of the period before, who goes to one is
-- in it at the end of the period, with nobody left out.
with

transitions as (

    select * from {{ ref('fct_state_transitions') }}

),

lifecycle as (

    select * from {{ ref('fct_lifecycle_monthly') }}

),

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

    {% for scheme in ['lifecycle_stage', 'growth_phase', 'relationship_stage'] %}
    select
        '{{ scheme }}' as scheme,
        month_end_date,
        last_day({{ add_months('month_end_date', 1) }}) as next_month_end_date,
        {{ scheme }} as customer_state
    from lifecycle
    where {{ scheme }} is not null

    union all

    {% endfor %}
    select
        'abc_class' as scheme,
        period_end_date as month_end_date,
        {{ add_months('period_end_date', 12) }} as next_month_end_date,
        abc_class as customer_state
    from abc
    where period_type = 'year' and measure = 'revenue'

    union all

    select
        'rfm_segment' as scheme,
        scored_date as month_end_date,
        {{ add_months('scored_date', 12) }} as next_month_end_date,
        rfm_segment as customer_state
    from rfm

    union all

    select
        'value_class' as scheme,
        month_end_date,
        next_month_end_date,
        value_class as customer_state
    from published_classes

),

counts as (

    select
        'to' as transition_end,
        states.scheme,
        states.month_end_date,
        states.customer_state,
        1 as customer_count
    from states
    cross join as_of
    where states.month_end_date <= as_of.as_of_date

    union all

    select
        'from' as transition_end,
        states.scheme,
        states.next_month_end_date as month_end_date,
        states.customer_state,
        1 as customer_count
    from states
    cross join as_of
    where states.next_month_end_date <= as_of.as_of_date

    union all

    select
        'to' as transition_end,
        scheme,
        month_end_date,
        to_state as customer_state,
        -customer_count as customer_count
    from transitions
    where to_state != 'none'

    union all

    select
        'from' as transition_end,
        scheme,
        month_end_date,
        from_state as customer_state,
        -customer_count as customer_count
    from transitions
    where from_state != 'none'

),

differences as (

    select
        transition_end,
        scheme,
        month_end_date,
        customer_state,
        sum(customer_count) as difference
    from counts
    group by transition_end, scheme, month_end_date, customer_state

),

final as (

    select *
    from differences
    where difference != 0

)

select * from final
