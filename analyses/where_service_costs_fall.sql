{{ config(group="differentiate") }}

-- Where do the costs of the ledger fall? By cost pool and month: what each event costs
-- (the rate of the activity), what customers bear and what falls to nobody, by reason.
--   dbt show -s where_service_costs_fall --limit 100
{% set reasons = [
    'no_customer', 'visitor', 'no_driver', 'period_ahead', 'unknown_activity'
] %}
with

allocations as (

    select * from {{ ref('int_cost_allocations') }}

),

final as (

    select
        activity,
        cost_pool_id,
        month_start_date,
        sum(driver_count) as driver_count,
        sum(cost_amount) as cost_amount,
        round({{ share('sum(cost_amount)', 'sum(driver_count)') }}, 4)
            as cost_per_driver,
        {% for reason in reasons %}
        sum(case when unallocated_reason = '{{ reason }}' then cost_amount else 0 end)
            as {{ reason }}_amount,
        {% endfor %}
        sum(case when customer_key is not null then cost_amount else 0 end)
            as allocated_amount
    from allocations
    group by activity, cost_pool_id, month_start_date
    order by activity, cost_pool_id, month_start_date

)

select * from final
