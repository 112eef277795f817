-- Each cost of the ledger is what is allocated of it and what is not, with a reason.
with

service_costs as (

    select * from {{ ref('stg_service_costs') }}

),

cost_pools as (

    select * from {{ ref('int_cost_pools') }}

),

allocations as (

    select * from {{ ref('int_cost_allocations') }}

),

movements as (

    select
        'ledger' as cost_pool_id,
        cost_amount
    from service_costs

    union all

    select
        'ledger' as cost_pool_id,
        -cost_amount as cost_amount
    from cost_pools

    union all

    select
        cost_pool_id,
        cost_amount
    from cost_pools

    union all

    select
        cost_pool_id,
        -cost_amount as cost_amount
    from allocations

),

totals as (

    select
        cost_pool_id,
        sum(cost_amount) as difference_amount
    from movements
    group by cost_pool_id

),

final as (

    select
        cost_pool_id,
        difference_amount
    from totals
    where difference_amount != 0

    union all

    select
        cost_pool_id,
        cost_amount as difference_amount
    from allocations
    where (customer_key is null) != (unallocated_reason is not null)

)

select * from final
