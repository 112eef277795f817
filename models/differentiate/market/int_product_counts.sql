-- Orders and customers that bought a product or category: an order holds each of them
-- once.
with

items as (

    select * from {{ ref('int_sale_items') }}

),

products as (

    select * from {{ ref('int_sale_products') }}

),

members as (

    {% for dimension in ['product', 'category'] %}
    select distinct
        '{{ dimension }}' as dimension,
        {{ dimension }}_number as member_number,
        {{ dimension }} as member
    from products
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

counts as (

    select
        dimension,
        member_number,
        cast(date_trunc('month', activity_date) as date) as month_start_date,
        {{ buyer_count() }} as customer_count,
        count(*) as order_count,
        count(buyer_key) as purchase_count
    from items
    where is_bought
    group by
        dimension,
        member_number,
        cast(date_trunc('month', activity_date) as date)

),

final as (

    select
        counts.dimension,
        members.member,
        counts.month_start_date,
        counts.customer_count,
        counts.order_count,
        counts.purchase_count
    from counts
    inner join members
        on counts.dimension = members.dimension
        and counts.member_number = members.member_number

)

select * from final
