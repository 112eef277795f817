-- The members of each dimension hold what orders and returns hold: orders (an order of
-- two products counts for both), money, and change on last year, but of postal areas,
-- which are not all compared.
with

breakdown as (

    select * from {{ ref('fct_sales_breakdown') }}

),

dimensions as (

    select * from {{ ref('sales_dimensions') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

movements as (

    select
        dimension,
        month_start_date,
        case when dimension in ('product', 'category') then 0 else order_count end
            as order_count,
        list_amount,
        net_amount,
        refund_amount,
        costed_revenue_amount,
        margin_amount,
        revenue_amount - net_amount + refund_amount as revenue_difference,
        purchase_net_amount,
        average_price_amount,
        constant_price_amount,
        change_amount
    from breakdown

    union all

    select
        dimensions.dimension,
        cast(date_trunc('month', orders.order_date) as date) as month_start_date,
        case when dimensions.dimension in ('product', 'category') then 0 else -1 end
            as order_count,
        -orders.net_amount - coalesce(orders.discount_amount, 0) as list_amount,
        -orders.net_amount as net_amount,
        0 as refund_amount,
        case when orders.cost_amount is null then 0 else -orders.net_amount end
            as costed_revenue_amount,
        coalesce(orders.cost_amount - orders.net_amount, 0) as margin_amount,
        0 as revenue_difference,
        0 as purchase_net_amount,
        0 as average_price_amount,
        0 as constant_price_amount,
        null as change_amount
    from orders
    cross join dimensions
    cross join as_of
    where orders.is_in_revenue and orders.order_date <= as_of.as_of_date

    union all

    select
        dimensions.dimension,
        cast(date_trunc('month', returns.return_date) as date) as month_start_date,
        0 as order_count,
        0 as list_amount,
        0 as net_amount,
        -returns.refund_amount as refund_amount,
        case
            when returns.has_order and orders.cost_amount is null then 0
            else returns.refund_amount
        end as costed_revenue_amount,
        case
            when returns.has_order and orders.cost_amount is null then 0
            else returns.refund_amount
        end as margin_amount,
        0 as revenue_difference,
        0 as purchase_net_amount,
        0 as average_price_amount,
        0 as constant_price_amount,
        null as change_amount
    from returns
    left join orders
        on returns.order_id = orders.order_id
    cross join dimensions
    cross join as_of
    where returns.is_in_revenue and returns.return_date <= as_of.as_of_date

),

totals as (

    select
        dimension,
        month_start_date,
        sum(order_count) as order_difference,
        sum(list_amount) as list_difference,
        sum(net_amount) as net_difference,
        sum(refund_amount) as refund_difference,
        sum(costed_revenue_amount) as costed_revenue_difference,
        sum(margin_amount) as margin_difference,
        sum(abs(revenue_difference)) as revenue_difference,
        sum(purchase_net_amount) as purchase_net_amount,
        sum(average_price_amount) as average_price_amount,
        sum(constant_price_amount) as constant_price_amount,
        sum(change_amount) as change_amount
    from movements
    group by dimension, month_start_date

),

final as (

    select totals.*
    from totals
    left join breakdown
        on totals.month_start_date = breakdown.month_start_date
        and breakdown.dimension = 'total'
    where totals.order_difference != 0
        or totals.list_difference != 0
        or totals.net_difference != 0
        or totals.refund_difference != 0
        or totals.costed_revenue_difference != 0
        or totals.margin_difference != 0
        or totals.revenue_difference != 0
        or totals.purchase_net_amount != breakdown.purchase_net_amount
        or totals.average_price_amount != breakdown.average_price_amount
        or totals.constant_price_amount != breakdown.constant_price_amount
        or (
            totals.dimension != 'postcode'
            and totals.change_amount != breakdown.change_amount
        )
        or breakdown.dimension is null

)

select * from final
