with

as_of as (

    select * from {{ ref('as_of') }}

),

order_vitals as (

    select * from {{ ref('int_order_vitals') }}

),

line_vitals as (

    select * from {{ ref('int_line_vitals') }}

),

value_vitals as (

    select * from {{ ref('int_value_vitals') }}

),

profit_vitals as (

    select * from {{ ref('int_profit_vitals') }}

),

regularity as (

    select * from {{ ref('int_purchase_regularity') }}

),

rfm as (

    select * from {{ ref('fct_customer_rfm') }}

),

abc as (

    select * from {{ ref('fct_customer_abc') }}

),

lifecycle as (

    select * from {{ ref('fct_lifecycle_history') }}

),

segments as (

    select
        count(*) as customer_count,
        count(last_purchase_date) as buyer_count,
        count(case when rfm_segment = 'champions' then 1 end) as champion_count,
        count(case when rfm_segment = 'cant_lose' then 1 end) as cant_lose_count,
        count(case when rfm_segment = 'lost' then 1 end) as lost_count
    from rfm

),

concentration as (

    select
        count(cumulative_customer_share) as customer_count,
        count(case when abc_class = 'A' then 1 end) as a_count,
        max(value_amount) as largest_amount,
        sum(case when value_amount > 0 then value_amount end) as total_amount
    from abc
    where period_type = 'all_time' and measure = 'revenue'

),

stages as (

    select
        count(*) as customer_count,
        count(case when lifecycle_stage = 'prospect' then 1 end) as prospect_count,
        count(case when lifecycle_stage in ('new', 'active', 'reactivated') then 1 end)
            as active_count
    from lifecycle
    where is_current

),

final as (

    select
        {{ build_id() }} as build_id,
        as_of.as_of_date,
        order_vitals.order_count,
        cast(segments.customer_count as double) as customer_count,
        order_vitals.orders_without_customer_share,
        order_vitals.net_amount,
        order_vitals.refund_share,
        order_vitals.net_amount_difference,
        order_vitals.refund_amount_difference,
        order_vitals.revenue_amount_difference,
        line_vitals.line_amount_difference,
        line_vitals.derived_adjustment_share,
        line_vitals.uncatalogued_line_share,
        order_vitals.costed_order_share,
        {{ share('segments.champion_count', 'segments.buyer_count') }}
            as champions_share,
        {{ share('segments.cant_lose_count', 'segments.buyer_count') }}
            as cant_lose_share,
        {{ share('segments.lost_count', 'segments.buyer_count') }} as lost_share,
        {{ share('concentration.a_count', 'concentration.customer_count') }}
            as abc_a_customer_share,
        {{ share('concentration.largest_amount', 'concentration.total_amount') }}
            as largest_customer_revenue_share,
        profit_vitals.top_1_percent_revenue_share,
        profit_vitals.top_5_percent_revenue_share,
        profit_vitals.top_20_percent_revenue_share,
        profit_vitals.revenue_gini_coefficient,
        profit_vitals.contribution_gini_coefficient,
        profit_vitals.service_cost_amount,
        profit_vitals.unallocated_cost_share,
        profit_vitals.cost_amount_difference,
        profit_vitals.unprofitable_customer_share,
        profit_vitals.profit_peak_ratio,
        {{ share('stages.prospect_count', 'stages.customer_count') }} as prospect_share,
        {{ share(
            'stages.active_count', '(stages.customer_count - stages.prospect_count)'
        ) }} as active_share,
        value_vitals.valued_buyer_share,
        value_vitals.backtest_order_ratio,
        regularity.purchase_regularity
    from as_of
    cross join order_vitals
    cross join line_vitals
    cross join value_vitals
    cross join profit_vitals
    cross join segments
    cross join concentration
    cross join stages
    left join regularity
        on regularity.pair_count > 0

)

select * from final
