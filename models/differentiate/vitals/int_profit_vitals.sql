with

cost_pools as (

    select * from {{ ref('int_cost_pools') }}

),

allocations as (

    select * from {{ ref('int_cost_allocations') }}

),

profits as (

    select * from {{ ref('fct_customer_profit') }}
    where period_type = 'all_time'

),

concentration as (

    select * from {{ ref('int_value_concentration') }}
    where period_type = 'all_time'

),

pool_totals as (

    select
        coalesce(sum(cost_amount), 0) as cost_amount,
        coalesce(
            sum(
                case
                    when reason_without_driver != 'period_ahead' then cost_amount
                end
            ), 0
        ) as begun_amount
    from cost_pools

),

allocation_totals as (

    select
        coalesce(sum(cost_amount), 0) as cost_amount,
        coalesce(
            sum(
                case
                    when unallocated_reason != 'period_ahead' then cost_amount
                end
            ), 0
        ) as unallocated_amount
    from allocations

),

profit_totals as (

    select
        count(profit_amount) as customer_count,
        count(case when profit_amount < 0 then 1 end) as unprofitable_count,
        sum(case when profit_amount > 0 then profit_amount end) as peak_amount,
        sum(profit_amount) as profit_amount
    from profits

),

concentrations as (

    select
        {% for percent in [1, 5, 20] %}
        max(case when measure = 'revenue' then top_{{ percent }}_percent_share end)
            as top_{{ percent }}_percent_revenue_share,
        {% endfor %}
        max(case when measure = 'revenue' then gini_coefficient end)
            as revenue_gini_coefficient,
        max(case when measure = 'contribution' then gini_coefficient end)
            as contribution_gini_coefficient
    from concentration

),

final as (

    select
        cast(pool_totals.begun_amount as double) as service_cost_amount,
        {{ share('allocation_totals.unallocated_amount', 'pool_totals.begun_amount') }}
            as unallocated_cost_share,
        cast(allocation_totals.cost_amount - pool_totals.cost_amount as double)
            as cost_amount_difference,
        {{ share('profit_totals.unprofitable_count', 'profit_totals.customer_count') }}
            as unprofitable_customer_share,
        case
            when profit_totals.profit_amount > 0
                then {{ share(
                    'profit_totals.peak_amount', 'profit_totals.profit_amount'
                ) }}
        end as profit_peak_ratio,
        concentrations.*
    from pool_totals
    cross join allocation_totals
    cross join profit_totals
    cross join concentrations

)

select * from final
