with

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

amounts as (

    select * from {{ ref('int_order_amounts') }}

),

accounts as (

    select * from {{ ref('dim_accounts') }}

),

customer_years as (

    select * from {{ ref('int_customer_years') }}

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
        sale_orders.buyer_key,
        sale_orders.repeat_buyer_key,
        sale_orders.month_start_date,
        'total' as total,
        places.country,
        places.region,
        places.postcode,
        coalesce(sale_orders.store_id, missing.store) as store,
        coalesce(sale_orders.sales_channel, missing.channel) as channel,
        coalesce(sale_orders.salesperson_id, missing.salesperson) as salesperson,
        coalesce(
            accounts.size_class, customer_years.customer_size, missing.customer_size
        ) as customer_size,
        coalesce(customer_years.customer_class, missing.customer_class)
            as customer_class,
        case
            when sale_orders.has_coupon then 'coupon'
            when amounts.has_offer then 'offer'
            when sale_orders.has_discount then 'discount'
            else 'none'
        end as promotion,
        case
            when sale_orders.buyer_key is null then missing.first_or_repeat
            when sale_orders.is_first_order then 'first'
            else 'repeat'
        end as first_or_repeat,
        amounts.quantity,
        {% for measure in [
            'list', 'net', 'costed_revenue', 'cost', 'average_price',
        ] %}
        amounts.{{ measure }}_amount,
        {% endfor %}
        amounts.constant_price_amount
    from sale_orders
    inner join amounts
        on sale_orders.order_number = amounts.order_number
    inner join places
        on sale_orders.order_number = places.order_number
    left join accounts
        on sale_orders.account_id = accounts.account_id
    left join customer_years
        on sale_orders.customer_key = customer_years.customer_key
        and cast(date_trunc('year', sale_orders.month_start_date) as date)
        = customer_years.year_start_date
    cross join missing

)

select * from final
