with

customers as (

    select * from {{ ref('dim_customers') }}

),

order_lines as (

    select * from {{ ref('int_product_lines') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

movements as (

    select
        customer_id,
        product_id,
        order_date as activity_date,
        greatest(quantity, 0) as bought_quantity,
        greatest(-quantity, 0) as returned_quantity,
        net_amount,
        0 as refund_amount
    from order_lines
    where has_customer and product_id is not null

    union all

    select
        customer_id,
        product_id,
        return_date as activity_date,
        0 as bought_quantity,
        quantity as returned_quantity,
        0 as net_amount,
        refund_amount
    from returns
    where is_in_revenue and has_customer and product_id is not null

),

final as (

    select
        movements.customer_id,
        movements.product_id,
        movements.activity_date,
        cast(coalesce(sum(movements.bought_quantity), 0) as decimal(18, 4))
            as bought_quantity,
        cast(coalesce(sum(movements.returned_quantity), 0) as decimal(18, 4))
            as returned_quantity,
        cast(sum(movements.net_amount) as decimal(18, 2)) as net_amount,
        cast(sum(movements.refund_amount) as decimal(18, 2)) as refund_amount,
        coalesce(sum(movements.bought_quantity), 0) > 0 as is_purchase_day
    from movements
    inner join customers
        on movements.customer_id = customers.customer_id
    cross join as_of
    where customers.customer_kind != 'visitor'
        and movements.activity_date <= as_of.as_of_date
    group by movements.customer_id, movements.product_id, movements.activity_date

)

select * from final
