-- Refunds count on the day of the return for the members of its order; without one it
-- is known by its store alone. What names no order has no cost that could be missing.
-- Those of few customers in a postal area and month are `other`.
{%- set dimensions = [
    'country', 'region', 'postcode', 'channel', 'salesperson', 'customer_size',
    'customer_class', 'promotion', 'first_or_repeat',
] %}
with

returns as (

    select * from {{ ref('fct_returns') }}

),

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

members as (

    select * from {{ ref('int_order_members') }}

),

places as (

    select * from {{ ref('int_order_places') }}

),

products as (

    select * from {{ ref('int_sale_products') }}

),

missing_members as (

    select * from {{ ref('sales_dimensions') }}

),

as_of as (

    select * from {{ ref('as_of') }}

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

refunds as (

    select
        returns.return_id,
        coalesce(products.product_number, 0) as product_number,
        sale_orders.buyer_key,
        returns.return_date,
        cast(date_trunc('month', returns.return_date) as date) as month_start_date,
        'total' as total,
        {% for dimension in dimensions %}
        coalesce(members.{{ dimension }}, missing.{{ dimension }}) as {{ dimension }},
        {% endfor %}
        coalesce(members.store, returns.store_id, missing.store) as store,
        returns.refund_amount,
        places.smallest_customer_count,
        case
            when sale_orders.order_id is null or sale_orders.cost_amount is not null
                then -returns.refund_amount
            else 0
        end as costed_revenue_amount
    from returns
    left join sale_orders
        on returns.order_id = sale_orders.order_id
    left join members
        on sale_orders.order_number = members.order_number
    left join places
        on sale_orders.order_number = places.order_number
    left join products
        on returns.product_id = products.product_id
    cross join missing
    cross join as_of
    where returns.is_in_revenue and returns.return_date <= as_of.as_of_date

),

area_months as (

    select
        postcode,
        month_start_date,
        count(distinct buyer_key) as customer_count
    from refunds
    group by postcode, month_start_date

),

final as (

    select
        refunds.return_id,
        refunds.product_number,
        refunds.buyer_key,
        refunds.return_date,
        refunds.month_start_date,
        refunds.total,
        {% for dimension in dimensions if dimension != 'postcode' %}
        refunds.{{ dimension }},
        {% endfor %}
        case
            when refunds.postcode = missing.postcode then refunds.postcode
            when area_months.customer_count < refunds.smallest_customer_count
                then 'other'
            else refunds.postcode
        end as postcode,
        refunds.store,
        refunds.refund_amount,
        refunds.costed_revenue_amount
    from refunds
    inner join area_months
        on refunds.postcode = area_months.postcode
        and refunds.month_start_date = area_months.month_start_date
    cross join missing

)

select * from final
