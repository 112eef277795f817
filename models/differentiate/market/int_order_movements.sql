-- Sales on the day of the order and refunds on that of the return, which counts for the
-- members of its order; without one it is known by its store alone.
{%- set dimensions = [
    'country', 'region', 'postcode', 'channel', 'salesperson', 'customer_size',
    'customer_class', 'promotion', 'first_or_repeat',
] %}
with

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

line_totals as (

    select * from {{ ref('int_sale_line_totals') }}

),

members as (

    select * from {{ ref('int_order_members') }}

),

returns as (

    select * from {{ ref('int_sale_refunds') }}

),

missing_members as (

    select * from {{ ref('sales_dimensions') }}

),

missing as (

    select
        {% for dimension in dimensions %}
        max(case when dimension = '{{ dimension }}' then missing_member end)
            as {{ dimension }},
        {% endfor %}
        max(case when dimension = 'store' then missing_member end) as store
    from missing_members

),

final as (

    select
        sale_orders.month_start_date,
        members.total,
        {% for dimension in dimensions %}
        members.{{ dimension }},
        {% endfor %}
        members.store,
        sale_orders.buyer_number,
        1 as order_count,
        case when sale_orders.buyer_number is null then 0 else 1 end as purchase_count,
        coalesce(line_totals.quantity, 0) as quantity,
        sale_orders.list_amount,
        sale_orders.net_amount,
        cast(0 as decimal(18, 2)) as refund_amount,
        case when sale_orders.cost_amount is null then 0 else sale_orders.net_amount end
            as costed_revenue_amount,
        coalesce(sale_orders.cost_amount, 0) as cost_amount,
        case
            when sale_orders.buyer_number is null then 0
            else
                sale_orders.net_amount
                + coalesce(
                    line_totals.average_price_amount - line_totals.net_amount, 0
                )
        end as average_price_amount,
        case
            when sale_orders.buyer_number is null then 0
            else
                sale_orders.net_amount
                + coalesce(
                    line_totals.constant_price_amount - line_totals.net_amount, 0
                )
        end as constant_price_amount
    from sale_orders
    inner join members
        on sale_orders.order_number = members.order_number
    left join line_totals
        on sale_orders.order_number = line_totals.order_number

    union all

    select
        returns.month_start_date,
        'total' as total,
        {% for dimension in dimensions %}
        coalesce(members.{{ dimension }}, missing.{{ dimension }}) as {{ dimension }},
        {% endfor %}
        coalesce(members.store, returns.store_id, missing.store) as store,
        cast(null as bigint) as buyer_number,
        0 as order_count,
        0 as purchase_count,
        0 as quantity,
        0 as list_amount,
        0 as net_amount,
        returns.refund_amount,
        case when returns.is_costed then -returns.refund_amount else 0 end
            as costed_revenue_amount,
        0 as cost_amount,
        0 as average_price_amount,
        0 as constant_price_amount
    from returns
    left join members
        on returns.order_number = members.order_number
    cross join missing

)

select * from final
