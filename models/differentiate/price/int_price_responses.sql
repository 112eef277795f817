with

priced_lines as (

    select * from {{ ref('int_priced_lines') }}

),

usual_quantities as (

    select * from {{ ref('int_usual_quantities') }}

),

rules as (

    select * from {{ ref('int_price_rules') }}

),

-- Against the usual quantity of the product, so that cheap and dear products compare.
compared as (

    select
        priced_lines.customer_id,
        priced_lines.price_ratio,
        cast(
            round(
                cast(priced_lines.quantity as double) / usual_quantities.usual_quantity,
                6
            ) as decimal(18, 6)
        ) as relative_quantity
    from priced_lines
    inner join usual_quantities
        on priced_lines.product_id = usual_quantities.product_id
    cross join rules
    where priced_lines.price_ratio >= rules.lowest_price_ratio
        and priced_lines.price_ratio <= rules.highest_price_ratio

),

grouped as (

    select
        customer_id,
        price_ratio,
        count(*) as line_count,
        cast(sum(relative_quantity) as decimal(28, 6)) as quantity,
        cast(
            sum(cast(round(
                cast(relative_quantity as double) * cast(relative_quantity as double), 6
            ) as decimal(28, 6))) as decimal(28, 6)
        ) as squared_quantity
    from compared
    group by customer_id, price_ratio

),

counted as (

    select
        *,
        count(*) over (partition by customer_id) as price_count,
        sum(line_count) over (partition by customer_id) as customer_line_count
    from grouped

),

-- Who always pays the same share of the list price shows no response to it.
final as (

    select
        counted.customer_id,
        counted.price_ratio,
        round(counted.price_ratio, 1) as ratio_band,
        round(ln(cast(counted.price_ratio as double)), 9) as log_ratio,
        counted.line_count,
        counted.quantity,
        counted.squared_quantity
    from counted
    cross join rules
    where counted.price_count > 1
        and counted.customer_line_count >= rules.least_lines

)

select * from final
