with

order_lines as (

    select * from {{ ref('int_product_lines') }}

),

listed as (

    select
        customer_id,
        product_id,
        quantity,
        net_amount,
        coalesce(list_amount, cast(net_amount + discount_amount as decimal(18, 2)))
            as list_amount
    from order_lines
    where has_customer
        and quantity > 0
        and net_amount >= 0

),

-- To the hundredth, for few prices make few groups.
final as (

    select
        customer_id,
        product_id,
        quantity,
        net_amount,
        list_amount,
        {{ money_quotient('net_amount', 'cast(list_amount as double)') }}
            as price_ratio
    from listed
    where list_amount > 0

)

select * from final
