-- Size and class are those of the year before: of the same year they would follow from
-- the sales that they are to explain.
with

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

orders as (

    select * from {{ ref('fct_orders') }}

),

line_totals as (

    select * from {{ ref('int_sale_line_totals') }}

),


accounts as (

    select * from {{ ref('dim_accounts') }}

),

year_classes as (

    select * from {{ ref('fct_customer_abc') }}
    where period_type = 'year' and measure = 'revenue'

),

sizes as (

    select * from {{ ref('customer_sizes') }}

),

places as (

    select * from {{ ref('int_order_places') }}

),

missing_members as (

    select * from {{ ref('sales_dimensions') }}

),

missing as (

    select
        {% for dimension in [
            'store', 'channel', 'salesperson', 'customer_size', 'customer_class',
        ] %}
        max(case when dimension = '{{ dimension }}' then missing_member end)
            as {{ dimension }},
        {% endfor %}
        max(case when dimension = 'first_or_repeat' then missing_member end)
            as first_or_repeat
    from missing_members

),

final as (

    select
        sale_orders.order_number,
        orders.order_id,
        'total' as total,
        places.country,
        places.region,
        places.postcode,
        coalesce(orders.store_id, missing.store) as store,
        coalesce(orders.sales_channel, missing.channel) as channel,
        coalesce(orders.salesperson_id, missing.salesperson) as salesperson,
        coalesce(accounts.size_class, sizes.customer_size, missing.customer_size)
            as customer_size,
        coalesce(year_classes.abc_class, missing.customer_class) as customer_class,
        case
            when orders.coupon_code is not null then 'coupon'
            when line_totals.has_offer then 'offer'
            when orders.discount_amount > 0 then 'discount'
            else 'none'
        end as promotion,
        case
            when sale_orders.buyer_number is null then missing.first_or_repeat
            when orders.is_first_order then 'first'
            else 'repeat'
        end as first_or_repeat
    from sale_orders
    inner join orders
        on sale_orders.order_id = orders.order_id
    inner join places
        on sale_orders.order_number = places.order_number
    left join line_totals
        on sale_orders.order_number = line_totals.order_number
    left join accounts
        on orders.account_id = accounts.account_id
    left join year_classes
        on sale_orders.customer_id = year_classes.customer_id
        and {{ add_months(
            "cast(date_trunc('year', sale_orders.month_start_date) as date)", -12
        ) }} = year_classes.period_start_date
    left join sizes
        on year_classes.value_amount >= sizes.from_amount
        and (
            year_classes.value_amount < sizes.until_amount
            or sizes.until_amount is null
        )
    cross join missing

)

select * from final
