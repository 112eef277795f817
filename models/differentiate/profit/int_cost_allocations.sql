with

quantities as (

    select * from {{ ref('int_cost_driver_quantities') }}

),

cost_pools as (

    select * from {{ ref('int_cost_pools') }}

),

-- Customer by customer, so that rounding costs no customer more than a cent of a pool.
counted as (

    select
        cost_pool_id,
        month_start_date,
        customer_key,
        unallocated_reason,
        driver_count,
        sum(driver_count) over (partition by cost_pool_id) as pool_driver_count,
        sum(driver_count) over (
            partition by cost_pool_id
            order by
                customer_key asc nulls last,
                unallocated_reason asc nulls last,
                month_start_date asc
            rows between unbounded preceding and current row
        ) as driver_count_so_far
    from quantities

),

-- Activity-based costing (Cooper & Kaplan 1988): quantity x cost / all quantities.
shared as (

    select
        counted.cost_pool_id,
        counted.month_start_date,
        counted.customer_key,
        cost_pools.activity,
        counted.unallocated_reason,
        counted.driver_count,
        {{ money_share(
            'cost_pools.cost_amount',
            'counted.driver_count_so_far',
            'counted.pool_driver_count',
        ) }} as amount_so_far,
        {{ money_share(
            'cost_pools.cost_amount',
            'counted.driver_count_so_far - counted.driver_count',
            'counted.pool_driver_count',
        ) }} as amount_before
    from counted
    inner join cost_pools
        on counted.cost_pool_id = cost_pools.cost_pool_id

),

pools_with_driver as (

    select distinct cost_pool_id
    from quantities

),

final as (

    select
        cost_pool_id,
        month_start_date,
        customer_key,
        activity,
        unallocated_reason,
        driver_count,
        cast(amount_so_far - amount_before as decimal(18, 2)) as cost_amount
    from shared

    union all

    select
        cost_pools.cost_pool_id,
        cast(date_trunc('month', cost_pools.period_start_date) as date)
            as month_start_date,
        cast(null as bigint) as customer_key,
        cost_pools.activity,
        cost_pools.reason_without_driver as unallocated_reason,
        cast(0 as bigint) as driver_count,
        cost_pools.cost_amount
    from cost_pools
    left join pools_with_driver
        on cost_pools.cost_pool_id = pools_with_driver.cost_pool_id
    where pools_with_driver.cost_pool_id is null

)

select * from final
