with

priced_lines as (

    select * from {{ ref('int_priced_lines') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

rules as (

    select * from {{ ref('int_price_rules') }}

),

product_lines as (

    select
        priced_lines.product_id,
        count(*) as line_count,
        sum(priced_lines.quantity) as quantity
    from priced_lines
    cross join rules
    where priced_lines.price_ratio >= rules.full_price_ratio
        and priced_lines.price_ratio <= rules.highest_price_ratio
    group by priced_lines.product_id

),

placed as (

    select
        products.product_id,
        coalesce(products.sku, products.product_id) as item_id,
        products.category,
        coalesce(product_lines.line_count, 0) as line_count,
        coalesce(product_lines.quantity, 0) as quantity
    from products
    left join product_lines
        on products.product_id = product_lines.product_id

),

summed as (

    select
        product_id,
        sum(line_count) over (partition by item_id) as item_line_count,
        sum(quantity) over (partition by item_id) as item_quantity,
        sum(line_count) over (partition by category) as category_line_count,
        sum(quantity) over (partition by category) as category_quantity,
        sum(line_count) over () as all_line_count,
        sum(quantity) over () as all_quantity
    from placed

),

final as (

    select
        summed.product_id,
        round(
            case
                when summed.item_line_count >= rules.least_full_price_lines
                    then {{ share('summed.item_quantity', 'summed.item_line_count') }}
                when summed.category_line_count >= rules.least_full_price_lines
                    then
                        {{ share(
                            'summed.category_quantity', 'summed.category_line_count'
                        ) }}
                when summed.all_line_count > 0
                    then {{ share('summed.all_quantity', 'summed.all_line_count') }}
                else 1
            end, 9
        ) as usual_quantity
    from summed
    cross join rules

)

select * from final
