{{ config(group="differentiate") }}

-- Who is about to need what? Products that are due again in the thirty days after the
-- as-of date, the soonest first, with the share of purchases on a deal: who buys
-- without one needs a reminder, no discount.
--   dbt show -s who_is_about_to_need_what --limit 50
with

customer_products as (

    select * from {{ ref('fct_customer_products') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

sensitivities as (

    select * from {{ ref('fct_customer_price_sensitivity') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

final as (

    select
        customer_products.customer_id,
        customer_products.product_id,
        products.product_name,
        customer_products.next_due_date,
        customer_products.earliest_due_date,
        customer_products.latest_due_date,
        customer_products.purchase_day_count,
        customer_products.expected_interval_days,
        customer_products.interval_level,
        round(sensitivities.deal_purchase_share, 2) as deal_purchase_share
    from customer_products
    inner join products
        on customer_products.product_id = products.product_id
    left join sensitivities
        on customer_products.customer_id = sensitivities.customer_id
    cross join as_of
    where customer_products.next_due_date > as_of.as_of_date
        and customer_products.next_due_date <= {{ add_days('as_of.as_of_date', 30) }}
    order by
        customer_products.next_due_date asc,
        customer_products.customer_id asc,
        customer_products.product_id asc

)

select * from final
