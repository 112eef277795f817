-- Opening + acquired + grown - shrunk - lost + reactivated = closing, to the cent, and
-- the closing is what the customers are worth and what they brought.
with

bridge as (

    select * from {{ ref('fct_equity_bridge') }}

),

classes as (

    select * from {{ ref('fct_customer_classes') }}

),

customer_months as (

    select * from {{ ref('int_customer_months') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

expected as (

    select
        'clv' as measure,
        sum(actual_value_amount) as closing_amount
    from classes

    union all

    select
        'revenue' as measure,
        sum(customer_months.revenue_amount) as closing_amount
    from customer_months
    cross join as_of
    where customer_months.month_start_date > {{ add_months('as_of.as_of_date', -12) }}
        and customer_months.month_start_date <= as_of.as_of_date

),

closings as (

    select
        measure,
        sum(closing_amount) as closing_amount
    from bridge
    group by measure

),

final as (

    select measure
    from bridge
    where closing_amount
        != opening_amount + acquired_amount + grown_amount
        - shrunk_amount - lost_amount + reactivated_amount
        or grown_amount < 0
        or shrunk_amount < 0

    union all

    select expected.measure
    from expected
    left join closings
        on expected.measure = closings.measure
    where coalesce(expected.closing_amount, 0) != coalesce(closings.closing_amount, 0)

)

select * from final
