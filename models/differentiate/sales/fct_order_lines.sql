with

orders as (

    select * from {{ ref('int_customer_orders') }}

),

order_lines as (

    select * from {{ ref('stg_order_lines') }}

),

differences as (

    select * from {{ ref('int_order_line_differences') }}

),

products as (

    select * from {{ ref('stg_products') }}

),

costed_lines as (

    select
        order_lines.order_id,
        order_lines.line_number,
        order_lines.product_id,
        order_lines.offer_id,
        order_lines.line_type,
        order_lines.description,
        order_lines.quantity,
        order_lines.list_price,
        coalesce(order_lines.unit_cost, products.unit_cost) as unit_cost,
        order_lines.net_amount,
        order_lines.discount_amount,
        false as is_derived
    from order_lines
    left join products
        on order_lines.product_id = products.product_id

),

derived_lines as (

    select
        order_id,
        line_number,
        cast(null as string) as product_id,
        cast(null as string) as offer_id,
        'adjustment' as line_type,
        cast(null as string) as description,
        cast(null as decimal(18, 4)) as quantity,
        cast(null as decimal(18, 4)) as list_price,
        cast(null as decimal(18, 4)) as unit_cost,
        net_amount,
        cast(null as decimal(18, 2)) as discount_amount,
        true as is_derived
    from differences

),

all_lines as (

    select * from costed_lines

    union all

    select * from derived_lines

),

final as (

    select
        all_lines.order_id,
        all_lines.line_number,
        orders.customer_id,
        all_lines.product_id,
        all_lines.offer_id,
        orders.order_date,
        orders.order_status,
        all_lines.line_type,
        all_lines.description,
        all_lines.quantity,
        all_lines.list_price,
        all_lines.unit_cost,
        {{ line_amount('all_lines.quantity', 'all_lines.list_price') }} as list_amount,
        all_lines.discount_amount,
        all_lines.net_amount,
        case
            when {{ is_product_line('all_lines.line_type') }}
                then {{ line_amount('all_lines.quantity', 'all_lines.unit_cost') }}
        end as cost_amount,
        orders.has_customer,
        orders.is_in_revenue,
        all_lines.is_derived,
        coalesce(all_lines.quantity = 0, false) as is_removed
    from all_lines
    inner join orders
        on all_lines.order_id = orders.order_id

)

select * from final
