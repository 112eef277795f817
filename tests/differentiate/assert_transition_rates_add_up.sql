-- All customers of a state go somewhere: rates add up to 1, counts to their number.
with

transitions as (

    select * from {{ ref('fct_state_transitions') }}

),

totals as (

    select
        month_end_date,
        scheme,
        from_state,
        sum(customer_count) as customer_count,
        max(from_customer_count) as from_customer_count,
        sum(cast(transition_rate as decimal(18, 9))) as rate
    from transitions
    group by month_end_date, scheme, from_state

),

final as (

    select *
    from totals
    where customer_count != from_customer_count
        or abs(rate - 1) > 0.0000001

)

select * from final
