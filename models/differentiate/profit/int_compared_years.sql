-- The last twelve whole months, and the twelve before with which they are compared.
-- They end with the last month that is over; where there is a ledger of costs, with the
-- last that it covers too: later months would look free of service. A ledger that has
-- stopped for a year has no say.
with

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

days as (

    select
        as_of.as_of_date,
        case
            when ledger.last_day > {{ add_months('as_of.as_of_date', -12) }}
                then least(ledger.last_day, as_of.as_of_date)
            else as_of.as_of_date
        end as last_day
    from as_of
    cross join ledger

),

-- The first day after the last month that is over.
months as (

    select
        as_of_date,
        cast(date_trunc('month', {{ add_days('last_day', 1) }}) as date)
            as next_month_date
    from days

),

final as (

    select
        {{ add_days('next_month_date', -1) }} as closing_date,
        {{ add_days(add_months('next_month_date', -12), -1) }} as opening_date,
        {{ add_days(add_months('next_month_date', -24), -1) }} as earlier_date,
        as_of_date as clv_closing_date,
        {{ add_months('as_of_date', -12) }} as clv_opening_date
    from months

)

select * from final
