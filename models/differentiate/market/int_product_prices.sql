-- Many lines have the same quantity: what it costs is worked out once. What was not
-- sold last year under its id may have been under its sku, in another system.
{%- set average_price %}
        cast(
            round(
                cast(sum(priced_amount) as double)
                / cast(sum(priced_quantity) as double), 6
            )
            as decimal(18, 6)
        ) as average_price
{%- endset %}
with

order_lines as (

    select * from {{ ref('int_product_lines') }}

),

products as (

    select * from {{ ref('int_sale_products') }}

),

quantities as (

    select
        product_id,
        cast(date_trunc('month', order_date) as date) as month_start_date,
        quantity,
        sum(case when quantity > 0 and net_amount > 0 then quantity end)
            as priced_quantity,
        sum(case when quantity > 0 and net_amount > 0 then net_amount end)
            as priced_amount
    from order_lines
    where product_id is not null
    group by
        product_id,
        cast(date_trunc('month', order_date) as date),
        quantity

),

prices as (

    select
        product_id,
        month_start_date,
        {{ average_price }}
    from quantities
    group by product_id, month_start_date

),

sku_prices as (

    select
        products.sku,
        quantities.month_start_date,
        {{ average_price }}
    from quantities
    inner join products
        on quantities.product_id = products.product_id
    group by products.sku, quantities.month_start_date

),

final as (

    select
        quantities.product_id,
        products.product_number,
        quantities.month_start_date,
        quantities.quantity,
        {{ money_product('quantities.quantity', 'prices.average_price') }}
            as average_price_amount,
        {{ money_product(
            'quantities.quantity',
            'coalesce('
            ~ 'last_year.average_price, last_sku_year.average_price, '
            ~ 'prices.average_price)',
        ) }} as constant_price_amount
    from quantities
    inner join prices
        on quantities.product_id = prices.product_id
        and quantities.month_start_date = prices.month_start_date
    inner join products
        on quantities.product_id = products.product_id
    left join prices as last_year
        on quantities.product_id = last_year.product_id
        and quantities.month_start_date
        = {{ add_months('last_year.month_start_date', 12) }}
    left join sku_prices as last_sku_year
        on products.sku = last_sku_year.sku
        and quantities.month_start_date
        = {{ add_months('last_sku_year.month_start_date', 12) }}

)

select * from final
