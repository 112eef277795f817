-- One dimension at a time: who buys in two channels is one customer of each and one of
-- the total.
{%- set measures = [
    'list', 'net', 'refund', 'costed_revenue', 'cost', 'average_price',
    'constant_price',
] %}
with

order_movements as (

    select * from {{ ref('int_order_movements') }}

),

product_movements as (

    select * from {{ ref('int_product_movements') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

dimensions as (

    select * from {{ ref('sales_dimensions') }}

),

named_products as (

    select
        product_movements.*,
        coalesce(product_movements.product_id, product_dimension.missing_member)
            as product,
        coalesce(products.category, category_dimension.missing_member) as category
    from product_movements
    inner join dimensions as product_dimension
        on product_dimension.dimension = 'product'
    inner join dimensions as category_dimension
        on category_dimension.dimension = 'category'
    left join products
        on product_movements.product_id = products.product_id

),

final as (

    {% for dimension in [
        'total', 'country', 'region', 'postcode', 'store', 'channel', 'salesperson',
        'customer_size', 'customer_class', 'promotion', 'first_or_repeat',
    ] %}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        month_start_date,
        count(distinct buyer_number) as customer_count,
        cast(sum(order_count) as bigint) as order_count,
        cast(sum(purchase_count) as bigint) as purchase_count,
        cast(sum(quantity) as decimal(18, 4)) as quantity,
        {% for measure in measures %}
        cast(sum({{ measure }}_amount) as decimal(18, 2)) as {{ measure }}_amount,
        {% endfor %}
        cast(
            sum(case when purchase_count = 1 then net_amount else 0 end)
            as decimal(18, 2)
        ) as purchase_net_amount
    from order_movements
    group by {{ dimension }}, month_start_date

    union all
    {% endfor %}
    {% for dimension in ['product', 'category'] %}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        month_start_date,
        count(distinct buyer_number) as customer_count,
        count(distinct order_number) as order_count,
        count(distinct case when buyer_number is not null then order_number end)
            as purchase_count,
        cast(sum(quantity) as decimal(18, 4)) as quantity,
        {% for measure in measures %}
        cast(sum({{ measure }}_amount) as decimal(18, 2)) as {{ measure }}_amount,
        {% endfor %}
        cast(
            sum(case when buyer_number is not null then net_amount else 0 end)
            as decimal(18, 2)
        ) as purchase_net_amount
    from named_products
    group by {{ dimension }}, month_start_date
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select * from final
