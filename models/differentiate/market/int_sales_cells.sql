-- One dimension at a time: who buys in two channels is one customer of each and one of
-- the total.
{%- set order_dimensions = [
    'total', 'country', 'region', 'postcode', 'store', 'channel', 'salesperson',
    'customer_size', 'customer_class', 'promotion', 'first_or_repeat',
] %}
{%- set counts = ['customer', 'order', 'purchase'] %}
{%- set amounts = [
    'list', 'net', 'refund', 'costed_revenue', 'cost', 'average_price',
    'constant_price',
] %}
with

order_members as (

    select * from {{ ref('int_order_members') }}

),

refunds as (

    select * from {{ ref('int_sale_refunds') }}

),

product_sums as (

    select * from {{ ref('int_product_sums') }}

),

product_counts as (

    select * from {{ ref('int_product_counts') }}

),

products as (

    select * from {{ ref('int_sale_products') }}

),

parts as (

    {% for dimension in order_dimensions %}
    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        month_start_date,
        {{ buyer_count() }} as customer_count,
        count(*) as order_count,
        count(buyer_key) as purchase_count,
        sum(quantity) as quantity,
        {% for amount in amounts %}
        sum({{ 0 if amount == 'refund' else amount ~ '_amount' }})
            as {{ amount }}_amount,
        {% endfor %}
        sum(case when buyer_key is null then 0 else net_amount end)
            as purchase_net_amount
    from order_members
    group by {{ dimension }}, month_start_date

    union all

    select
        '{{ dimension }}' as dimension,
        {{ dimension }} as member,
        month_start_date,
        {% for count in counts %}
        0 as {{ count }}_count,
        {% endfor %}
        0 as quantity,
        {% for amount in amounts %}
        sum({{ amount ~ '_amount' if amount in ['refund', 'costed_revenue'] else 0 }})
            as {{ amount }}_amount,
        {% endfor %}
        0 as purchase_net_amount
    from refunds
    group by {{ dimension }}, month_start_date

    union all

    {% endfor %}
    {% for dimension in ['product', 'category'] %}
    select
        '{{ dimension }}' as dimension,
        products.{{ dimension }} as member,
        product_sums.month_start_date,
        {% for count in counts %}
        0 as {{ count }}_count,
        {% endfor %}
        product_sums.quantity,
        {% for amount in amounts %}
        product_sums.{{ amount }}_amount,
        {% endfor %}
        product_sums.purchase_net_amount
    from product_sums
    inner join products
        on product_sums.product_number = products.product_number

    union all

    {% endfor %}
    select
        dimension,
        member,
        month_start_date,
        {% for count in counts %}
        {{ count }}_count,
        {% endfor %}
        0 as quantity,
        {% for amount in amounts %}
        0 as {{ amount }}_amount,
        {% endfor %}
        0 as purchase_net_amount
    from product_counts

),

final as (

    select
        dimension,
        member,
        month_start_date,
        {% for count in counts %}
        cast(sum({{ count }}_count) as bigint) as {{ count }}_count,
        {% endfor %}
        cast(sum(quantity) as decimal(18, 4)) as quantity,
        {% for amount in amounts %}
        cast(sum({{ amount }}_amount) as decimal(18, 2)) as {{ amount }}_amount,
        {% endfor %}
        cast(sum(purchase_net_amount) as decimal(18, 2)) as purchase_net_amount
    from parts
    group by dimension, member, month_start_date

)

select * from final
