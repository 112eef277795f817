{{ config(group="differentiate") }}

-- Who is about to need what? Products that are due again up to thirty days after the
-- as-of date and not overdue, the soonest first, with the share of purchases on a deal:
-- who buys without one needs a reminder, no discount. A sku is listed once, as the
-- product bought last; what the catalogue no longer sells is left out.
--   dbt show -s who_is_about_to_need_what --limit 50
with

customer_products as (

    select * from {{ ref('fct_customer_products') }}
    where not is_overdue

),

products as (

    select * from {{ ref('dim_products') }}
    where is_active or not is_in_catalogue

),

items as (

    select * from {{ ref('int_repurchase_items') }}

),

gaps as (

    select * from {{ ref('int_repurchase_gaps') }}

),

sensitivities as (

    select * from {{ ref('fct_customer_price_sensitivity') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

due as (

    select
        customer_products.customer_id,
        customer_products.product_id,
        items.item_id,
        products.product_name,
        customer_products.next_due_date,
        customer_products.earliest_due_date,
        customer_products.latest_due_date,
        customer_products.expected_interval_days,
        customer_products.interval_level,
        row_number() over (
            partition by customer_products.customer_id, items.item_id
            order by
                customer_products.last_purchase_date desc,
                customer_products.product_id asc
        ) as product_rank
    from customer_products
    inner join products
        on customer_products.product_id = products.product_id
    inner join items
        on customer_products.product_id = items.product_id
    cross join as_of
    where customer_products.next_due_date <= {{ add_days('as_of.as_of_date', 30) }}

),

final as (

    select
        due.customer_id,
        due.product_id,
        due.product_name,
        due.next_due_date,
        due.earliest_due_date,
        due.latest_due_date,
        gaps.gap_count + 1 as purchase_day_count,
        due.expected_interval_days,
        due.interval_level,
        round(sensitivities.deal_purchase_share, 2) as deal_purchase_share
    from due
    inner join gaps
        on due.customer_id = gaps.customer_id
        and due.item_id = gaps.item_id
    left join sensitivities
        on due.customer_id = sensitivities.customer_id
    where due.product_rank = 1
    order by
        due.next_due_date asc,
        due.customer_id asc,
        due.product_id asc

)

select * from final
