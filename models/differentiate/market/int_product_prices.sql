-- What a unit of a product cost on average, and in the same month of last year.
with

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

monthly as (

    select
        product_id,
        cast(date_trunc('month', order_date) as date) as month_start_date,
        sum(quantity) as quantity,
        sum(net_amount) as net_amount
    from order_lines
    where is_in_revenue
        and {{ is_product_line('line_type') }}
        and product_id is not null
        and quantity > 0
        and net_amount > 0
    group by product_id, cast(date_trunc('month', order_date) as date)

),

prices as (

    select
        product_id,
        month_start_date,
        cast(
            round(cast(net_amount as double) / cast(quantity as double), 6)
            as decimal(18, 6)
        ) as average_price
    from monthly

),

final as (

    select
        prices.product_id,
        prices.month_start_date,
        prices.average_price,
        last_year.average_price as last_year_price
    from prices
    left join prices as last_year
        on prices.product_id = last_year.product_id
        and prices.month_start_date = {{ add_months('last_year.month_start_date', 12) }}

)

select * from final
