with

customers as (

    select * from {{ ref('dim_customers') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

category_spend as (

    select * from {{ ref('int_customer_category_spend') }}

),

bands as (

    select * from {{ ref('tenure_bands') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

first_purchases as (

    select
        customer_id,
        min(activity_date) as first_purchase_date
    from customer_days
    where purchase_count > 0
    group by customer_id

),

tenures as (

    select
        first_purchases.customer_id,
        {{ days_between('first_purchases.first_purchase_date', 'as_of.as_of_date') }}
            as tenure_days
    from first_purchases
    cross join as_of

),

ranked_categories as (

    select
        customer_id,
        category,
        row_number() over (
            partition by customer_id
            order by revenue_amount desc, category asc
        ) as category_position
    from category_spend
    where category is not null and revenue_amount > 0

),

main_categories as (

    select
        customer_id,
        category
    from ranked_categories
    where category_position = 1

),

final as (

    select
        tenures.customer_id,
        customers.customer_type,
        bands.tenure_band,
        coalesce(main_categories.category, 'none') as main_category,
        tenures.tenure_days
    from tenures
    inner join customers
        on tenures.customer_id = customers.customer_id
    inner join bands
        on tenures.tenure_days >= bands.from_days
        and (tenures.tenure_days <= bands.until_days or bands.until_days is null)
    left join main_categories
        on tenures.customer_id = main_categories.customer_id

)

select * from final
