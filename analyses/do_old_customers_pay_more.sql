{{ config(group="differentiate") }}
{% set critical_value = 1.959964 %}

-- "Old customers bear a higher price": what is paid of the list price by the number of
-- the purchase, and the change since the same customer's first (95 % interval of the
-- mean), so that who stays is not mistaken for what staying does. Purchases whose list
-- price is not known, or zero, are not compared: `priced_purchase_count` of
-- `purchase_count` are. Purchases of the sixth on are one row.
--   dbt show -s do_old_customers_pay_more
with

orders as (

    select * from {{ ref('fct_orders') }}
    where is_purchase

),

as_of as (

    select * from {{ ref('as_of') }}

),

realised as (

    select
        orders.customer_id,
        least(orders.customer_order_number, 6) as purchase_number,
        case
            when orders.list_amount > 0
                then cast(orders.net_amount / orders.list_amount as decimal(18, 6))
        end as realisation_rate
    from orders
    cross join as_of
    where orders.order_date <= as_of.as_of_date

),

first_rates as (

    select
        customer_id,
        realisation_rate as first_rate
    from realised
    where purchase_number = 1

),

-- A customer counts once for each purchase number.
customer_rates as (

    select
        customer_id,
        purchase_number,
        count(*) as purchase_count,
        count(realisation_rate) as priced_purchase_count,
        cast(
            sum(realisation_rate) / nullif(count(realisation_rate), 0)
            as decimal(18, 6)
        ) as realisation_rate
    from realised
    group by customer_id, purchase_number

),

changes as (

    select
        customer_rates.purchase_number,
        customer_rates.purchase_count,
        customer_rates.priced_purchase_count,
        customer_rates.realisation_rate,
        customer_rates.realisation_rate - first_rates.first_rate as change_rate
    from customer_rates
    left join first_rates
        on customer_rates.customer_id = first_rates.customer_id

),

summed as (

    select
        purchase_number,
        sum(purchase_count) as purchase_count,
        sum(priced_purchase_count) as priced_purchase_count,
        count(realisation_rate) as customer_count,
        sum(realisation_rate) as rate_sum,
        count(change_rate) as compared_count,
        sum(change_rate) as change_sum,
        sum(cast(change_rate * change_rate as decimal(28, 9))) as change_square_sum
    from changes
    group by purchase_number

),

final as (

    select
        purchase_number,
        purchase_count,
        priced_purchase_count,
        customer_count,
        round({{ share('rate_sum', 'customer_count') }}, 4) as price_realisation_rate,
        compared_count,
        round({{ share('change_sum', 'compared_count') }}, 4) as mean_change_rate,
        round(
            {{ mean_half_width(
                'change_sum', 'change_square_sum', 'compared_count', critical_value
            ) }}, 4
        ) as half_width
    from summed
    order by purchase_number

)

select * from final
