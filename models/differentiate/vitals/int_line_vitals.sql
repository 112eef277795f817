with

orders as (

    select * from {{ ref('fct_orders') }}

),

order_lines as (

    select * from {{ ref('fct_order_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

line_sums as (

    select
        order_id,
        sum(
            case
                when {{ adds_to_order('line_type') }} then net_amount
                else 0
            end
        ) as net_amount
    from order_lines
    group by order_id

),

gaps as (

    select coalesce(sum(abs(orders.net_amount - line_sums.net_amount)), 0) as gap_amount
    from line_sums
    inner join orders
        on line_sums.order_id = orders.order_id

),

product_lines as (

    select
        product_id,
        count(*) as line_count
    from order_lines
    where product_id is not null
    group by product_id

),

catalogue as (

    select
        sum(product_lines.line_count) as product_line_count,
        sum(case when products.is_in_catalogue then 0 else product_lines.line_count end)
            as uncatalogued_line_count
    from product_lines
    inner join products
        on product_lines.product_id = products.product_id

),

amounts as (

    select
        sum(case when is_derived then abs(net_amount) else 0 end) as derived_amount,
        sum(abs(net_amount)) as line_amount
    from order_lines

),

final as (

    select
        cast(gaps.gap_amount as double) as line_amount_difference,
        {{ share('amounts.derived_amount', 'amounts.line_amount') }}
            as derived_adjustment_share,
        {{ share('catalogue.uncatalogued_line_count', 'catalogue.product_line_count') }}
            as uncatalogued_line_share
    from gaps
    cross join catalogue
    cross join amounts

)

select * from final
