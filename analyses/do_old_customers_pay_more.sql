{{ config(group="differentiate") }}
{% set critical_value = 1.959964 %}

-- "Old customers bear a higher price": what is paid of the list price by the number of
-- the purchase, and the change since the same customer's first (95 % interval of the
-- mean), so that who stays is not mistaken for what staying does. Purchases of the
-- sixth on are one row.
--   dbt show -s do_old_customers_pay_more
with

orders as (

    select * from {{ ref('fct_orders') }}
    where is_purchase and list_amount > 0

),

realised as (

    select
        customer_id,
        least(customer_order_number, 6) as purchase_number,
        cast(net_amount / list_amount as decimal(18, 6)) as realisation_rate
    from orders

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
        realised.customer_id,
        realised.purchase_number,
        cast(
            sum(realised.realisation_rate) / count(*) as decimal(18, 6)
        ) as realisation_rate
    from realised
    group by realised.customer_id, realised.purchase_number

),

changes as (

    select
        customer_rates.purchase_number,
        customer_rates.realisation_rate,
        customer_rates.realisation_rate - first_rates.first_rate as change_rate
    from customer_rates
    left join first_rates
        on customer_rates.customer_id = first_rates.customer_id

),

summed as (

    select
        purchase_number,
        count(*) as customer_count,
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
        customer_count,
        round({{ share('rate_sum', 'customer_count') }}, 4) as price_realisation_rate,
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
