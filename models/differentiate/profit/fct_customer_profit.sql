with

profits as (

    select * from {{ ref('int_customer_profits') }}

),

curves as (

    select * from {{ ref('int_profit_curves') }}

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

history as (

    select * from {{ ref('fct_lifecycle_history') }}

),

cost_coverage as (

    select * from {{ ref('int_cost_coverage') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

dated as (

    select
        profits.*,
        least(profits.period_end_date, as_of.as_of_date) as state_date
    from profits
    cross join as_of

),

-- All customers have the same periods, which are few.
periods as (

    select distinct
        period_type,
        period_start_date,
        state_date
    from dated

),

covered_periods as (

    select
        periods.period_type,
        periods.period_start_date,
        min(case when cost_coverage.is_cost_to_serve_complete then 1 else 0 end) = 1
            as is_cost_to_serve_complete
    from periods
    left join cost_coverage
        on cost_coverage.month_start_date
        >= cast(date_trunc('month', periods.period_start_date) as date)
        and periods.state_date >= cost_coverage.month_start_date
    group by periods.period_type, periods.period_start_date

),

final as (

    select
        customers.customer_id,
        dated.period_type,
        dated.period_start_date,
        dated.period_end_date,
        history.lifecycle_stage,
        history.growth_phase,
        dated.purchase_count as order_count,
        dated.active_month_count,
        dated.revenue_amount,
        dated.goods_cost_amount,
        dated.margin_amount,
        dated.order_cost_amount,
        dated.delivery_cost_amount,
        dated.service_cost_amount,
        dated.return_cost_amount,
        dated.marketing_cost_amount,
        dated.cost_to_serve_amount,
        dated.contribution_amount,
        dated.acquisition_cost_amount,
        dated.profit_amount,
        {{ money_share('dated.revenue_amount', '1', 'dated.active_month_count') }}
            as revenue_per_active_month_amount,
        {{ money_share('dated.contribution_amount', '1', 'dated.active_month_count') }}
            as contribution_per_active_month_amount,
        {{ money_share('dated.profit_amount', '1', 'dated.active_month_count') }}
            as profit_per_active_month_amount,
        curves.cumulative_profit_share,
        curves.cumulative_customer_share,
        covered_periods.is_cost_to_serve_complete
    from dated
    inner join customers
        on dated.customer_key = customers.customer_key
    inner join covered_periods
        on dated.period_type = covered_periods.period_type
        and dated.period_start_date = covered_periods.period_start_date
    left join curves
        on dated.customer_key = curves.customer_key
        and dated.period_type = curves.period_type
        and dated.period_start_date = curves.period_start_date
    left join history
        on customers.customer_id = history.customer_id
        and dated.state_date >= history.valid_from
        and dated.state_date < history.valid_to

)

select * from final
