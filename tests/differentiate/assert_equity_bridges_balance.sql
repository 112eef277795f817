-- Opening + acquired + grown - shrunk - lost + reactivated = closing, to the cent, and
-- the closing is what the customers are worth and what they brought. What they brought
-- is of twelve whole months that are over and have their costs, and of twelve before.
with

bridge as (

    select * from {{ ref('fct_equity_bridge') }}

),

classes as (

    select * from {{ ref('fct_customer_classes') }}

),

profits as (

    select * from {{ ref('fct_customer_profit') }}
    where period_type = 'month'

),

as_of as (

    select * from {{ ref('as_of') }}

),

cost_pools as (

    select * from {{ ref('int_cost_pools') }}
    where campaign_id is null and driver is not null

),

ledger as (

    select max(period_end_date) as last_day
    from cost_pools

),

periods as (

    select distinct
        period_start_date,
        period_end_date
    from bridge
    where measure = 'revenue'

),

expected as (

    select
        'clv' as measure,
        cast(null as decimal(38, 2)) as opening_amount,
        sum(actual_value_amount) as closing_amount
    from classes

    union all

    select
        'revenue' as measure,
        sum(
            case
                when profits.period_start_date < periods.period_start_date
                    then profits.revenue_amount
            end
        ) as opening_amount,
        sum(
            case
                when profits.period_start_date >= periods.period_start_date
                    then profits.revenue_amount
            end
        ) as closing_amount
    from profits
    cross join periods
    where profits.period_start_date
        >= {{ add_months('periods.period_start_date', -12) }}
        and profits.period_end_date <= periods.period_end_date

),

closings as (

    select
        measure,
        sum(opening_amount) as opening_amount,
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
        or expected.opening_amount != closings.opening_amount

    union all

    select bridge.measure
    from bridge
    cross join as_of
    cross join ledger
    where bridge.measure != 'clv'
        and (
            extract(day from bridge.period_start_date) != 1
            or {{ add_months('bridge.period_start_date', 12) }}
            != {{ add_days('bridge.period_end_date', 1) }}
            or bridge.period_end_date > as_of.as_of_date
            or (
                bridge.period_end_date > ledger.last_day
                and ledger.last_day > {{ add_months('as_of.as_of_date', -12) }}
            )
        )

)

select * from final
