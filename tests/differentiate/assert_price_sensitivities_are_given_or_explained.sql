-- Every customer is there, what is not told has a reason, deals are purchases up to the
-- as-of date.
with

customers as (

    select * from {{ ref('dim_customers') }}

),

orders as (

    select * from {{ ref('fct_orders') }}
    where is_purchase

),

as_of as (

    select * from {{ ref('as_of') }}

),

sensitivities as (

    select * from {{ ref('fct_customer_price_sensitivity') }}

),

purchases as (

    select
        orders.customer_id,
        count(*) as purchase_count
    from orders
    cross join as_of
    where orders.order_date <= as_of.as_of_date
    group by orders.customer_id

),

final as (

    select
        customers.customer_id,
        sensitivities.purchase_count
    from customers
    left join sensitivities
        on customers.customer_id = sensitivities.customer_id
    left join purchases
        on customers.customer_id = purchases.customer_id
    where customers.customer_kind != 'visitor'
        and (
            sensitivities.customer_id is null
            or sensitivities.purchase_count != coalesce(purchases.purchase_count, 0)
            or sensitivities.deal_purchase_count > sensitivities.purchase_count
            or (sensitivities.price_band is null)
            != (sensitivities.price_band_null_reason is not null)
            or sensitivities.is_usable
            != (sensitivities.elasticity_null_reason is null)
            or sensitivities.elasticity <= sensitivities.lower_elasticity
            or sensitivities.elasticity >= sensitivities.upper_elasticity
        )

)

select * from final
