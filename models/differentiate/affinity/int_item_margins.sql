with

order_lines as (

    select * from {{ ref('int_product_lines') }}

),

product_items as (

    select * from {{ ref('int_product_items') }}

),

rules as (

    select * from {{ ref('int_affinity_rules') }}

),

product_margins as (

    select
        product_id,
        count(*) as line_count,
        count(cost_amount) as costed_line_count,
        sum(case when cost_amount is not null then net_amount - cost_amount end)
            as margin_amount
    from order_lines
    where has_customer and quantity > 0
    group by product_id

),

item_margins as (

    select
        product_items.item_key,
        sum(product_margins.line_count) as line_count,
        sum(product_margins.costed_line_count) as costed_line_count,
        sum(product_margins.margin_amount) as margin_amount
    from product_margins
    inner join product_items
        on product_margins.product_id = product_items.product_id
    group by product_items.item_key

),

-- The margin is one of a line, as lines with and without a known cost are alike.
final as (

    select
        item_margins.item_key,
        case
            when item_margins.costed_line_count
                >= rules.least_costed_share * item_margins.line_count
                and item_margins.costed_line_count > 0
                then
                    {{ money_quotient(
                        'item_margins.margin_amount', 'item_margins.costed_line_count'
                    ) }}
        end as line_margin_amount
    from item_margins
    cross join rules

)

select * from final
