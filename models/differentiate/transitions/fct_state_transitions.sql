with

states as (

    select * from {{ ref('int_period_states') }}

),

monthly_moves as (

    select * from {{ ref('int_monthly_moves') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

past_states as (

    select states.*
    from states
    cross join as_of
    where states.next_month_end_date <= as_of.as_of_date

),

changes as (

    select
        coalesce(states.month_end_date, past_states.next_month_end_date)
            as month_end_date,
        coalesce(states.scheme, past_states.scheme) as scheme,
        coalesce(past_states.customer_state, 'none') as from_state,
        coalesce(states.customer_state, 'none') as to_state
    from past_states
    full outer join states
        on past_states.scheme = states.scheme
        and past_states.customer_id = states.customer_id
        and past_states.next_month_end_date = states.month_end_date

),

counted as (

    select
        month_end_date,
        scheme,
        from_state,
        to_state,
        count(*) as customer_count
    from changes
    group by month_end_date, scheme, from_state, to_state

    union all

    select
        month_end_date,
        scheme,
        from_state,
        to_state,
        customer_count
    from monthly_moves

),

totals as (

    select
        month_end_date,
        scheme,
        from_state,
        sum(customer_count) as from_customer_count
    from counted
    group by month_end_date, scheme, from_state

),

final as (

    select
        counted.month_end_date,
        counted.scheme,
        counted.from_state,
        counted.to_state,
        counted.customer_count,
        cast(totals.from_customer_count as bigint) as from_customer_count,
        round(
            {{ share('counted.customer_count', 'totals.from_customer_count') }}, 9
        ) as transition_rate
    from counted
    inner join totals
        on counted.month_end_date = totals.month_end_date
        and counted.scheme = totals.scheme
        and counted.from_state = totals.from_state

)

select * from final
