{{ config(materialized='view') }}

with

periods as (

    select * from {{ ref('int_customer_periods') }}

),

-- Without orders no goods were sold; an order of unknown cost leaves no margin.
served as (

    select
        *,
        case
            when costed_order_count = order_count
                then revenue_amount - goods_cost_amount
        end as margin_amount
    from periods

),

final as (

    select
        customer_key,
        period_type,
        period_start_date,
        period_end_date,
        active_day_count,
        purchase_count,
        order_count,
        active_month_count,
        revenue_amount,
        case
            when costed_order_count = order_count then goods_cost_amount
        end as goods_cost_amount,
        cast(margin_amount as decimal(18, 2)) as margin_amount,
        order_cost_amount,
        delivery_cost_amount,
        service_cost_amount,
        return_cost_amount,
        marketing_cost_amount,
        cost_to_serve_amount,
        cast(margin_amount - cost_to_serve_amount as decimal(18, 2))
            as contribution_amount,
        acquisition_cost_amount,
        cast(
            margin_amount - cost_to_serve_amount - acquisition_cost_amount
            as decimal(18, 2)
        ) as profit_amount
    from served

)

select * from final
