-- Who goes from a state was in it at the end of the period before, who goes to one is
-- in it at the end of the period, with nobody left out.
with

transitions as (

    select * from {{ ref('fct_state_transitions') }}

),

lifecycle as (

    select * from {{ ref('fct_lifecycle_monthly') }}

),

period_states as (

    select * from {{ ref('int_period_states') }}

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
        scheme,
        month_end_date,
        next_month_end_date,
        customer_state
    from period_states

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
