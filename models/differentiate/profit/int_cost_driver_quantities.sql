with

driver_events as (

    select * from {{ ref('int_cost_driver_events') }}

),

cost_pools as (

    select * from {{ ref('int_cost_pools') }}

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

pool_days as (

    select
        cost_pools.cost_pool_id,
        cost_pools.driver,
        cost_pools.channel,
        cost_pools.campaign_id,
        {{ date_series(
            'cost_pools.period_start_date',
            'least(cost_pools.period_end_date, as_of.as_of_date)',
        ) }} as cost_date
    from cost_pools
    cross join as_of
    where cost_pools.driver is not null
        and cost_pools.period_start_date <= as_of.as_of_date

),

-- A pool without a channel or a campaign is one of all, those with their own included.
caused as (

    select
        pool_days.cost_pool_id,
        cast(date_trunc('month', pool_days.cost_date) as date) as month_start_date,
        driver_events.customer_id,
        count(*) as driver_count
    from driver_events
    inner join pool_days
        on driver_events.driver = pool_days.driver
        and driver_events.driver_date = pool_days.cost_date
    where (pool_days.channel is null or pool_days.channel = driver_events.channel)
        and (
            pool_days.campaign_id is null
            or pool_days.campaign_id = driver_events.campaign_id
        )
    group by
        pool_days.cost_pool_id,
        cast(date_trunc('month', pool_days.cost_date) as date),
        driver_events.customer_id

),

attributed as (

    select
        caused.cost_pool_id,
        caused.month_start_date,
        case when not customers.is_visitor then customers.customer_key end
            as customer_key,
        case
            when caused.customer_id is null then 'no_customer'
            when customers.is_visitor then 'visitor'
        end as unallocated_reason,
        caused.driver_count
    from caused
    left join customers
        on caused.customer_id = customers.customer_id

),

final as (

    select
        cost_pool_id,
        month_start_date,
        customer_key,
        unallocated_reason,
        cast(sum(driver_count) as bigint) as driver_count
    from attributed
    group by cost_pool_id, month_start_date, customer_key, unallocated_reason

)

select * from final
