-- Costs of single campaigns tell nothing of all; costs ahead of their time are not due.
with

cost_pools as (

    select * from {{ ref('int_cost_pools') }}
    where campaign_id is null and driver is not null

),

dates as (

    select * from {{ ref('dim_dates') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

known_pools as (

    select
        cost_pools.activity,
        cost_pools.period_start_date,
        cost_pools.period_end_date
    from cost_pools
    cross join as_of
    where cost_pools.period_start_date <= as_of.as_of_date

),

activities as (

    select count(distinct activity) as activity_count
    from known_pools

),

days as (

    select
        dates.date_day,
        dates.month_start_date
    from dates
    cross join as_of
    where dates.date_day <= as_of.as_of_date

),

covered_days as (

    select distinct
        known_pools.activity,
        days.date_day
    from known_pools
    inner join days
        on known_pools.period_start_date <= days.date_day
        and known_pools.period_end_date >= days.date_day

),

covered_activities as (

    select
        date_day,
        count(*) as activity_count
    from covered_days
    group by date_day

),

final as (

    select
        days.month_start_date,
        min(
            case
                when covered_activities.activity_count = activities.activity_count
                    then 1
                else 0
            end
        ) = 1 as is_cost_to_serve_complete
    from days
    cross join activities
    left join covered_activities
        on days.date_day = covered_activities.date_day
    group by days.month_start_date

)

select * from final
