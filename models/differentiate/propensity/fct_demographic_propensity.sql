with

demographics as (

    select * from {{ ref('int_customer_demographics') }}

),

cells as (

    select * from {{ ref('int_demographic_cells') }}

),

category_spend as (

    select * from {{ ref('int_customer_category_spend') }}

),

customers as (

    select * from {{ ref('dim_customers') }}
    where customer_kind = 'person'

),

rules as (

    select * from {{ ref('int_propensity_rules') }}

),

base as (

    select count(*) as customer_count
    from customers

),

buyers as (

    select
        category_spend.customer_id,
        category_spend.category
    from category_spend
    inner join customers
        on category_spend.customer_id = customers.customer_id
    where category_spend.category is not null
        and category_spend.window_revenue_amount > 0

),

categories as (

    select
        category,
        count(*) as buyer_count
    from buyers
    group by category

),

cell_buyers as (

    select
        demographics.attribute,
        demographics.attribute_value,
        buyers.category,
        count(*) as buyer_count
    from demographics
    inner join buyers
        on demographics.customer_id = buyers.customer_id
    group by demographics.attribute, demographics.attribute_value, buyers.category

),

-- Counts of hidden cells go no further.
counted as (

    select
        cells.attribute,
        cells.attribute_value,
        categories.category,
        cells.null_reason,
        case when cells.null_reason is null then cells.customer_count end
            as customer_count,
        case
            when cells.null_reason is null then coalesce(cell_buyers.buyer_count, 0)
        end as buyer_count,
        case
            when base.customer_count >= rules.fewest_customers
                then {{ share('categories.buyer_count', 'base.customer_count') }}
        end as base_rate,
        rules.critical_value
    from cells
    cross join categories
    cross join base
    cross join rules
    left join cell_buyers
        on cells.attribute = cell_buyers.attribute
        and cells.attribute_value = cell_buyers.attribute_value
        and categories.category = cell_buyers.category

),

final as (

    select
        attribute,
        attribute_value,
        category,
        null_reason,
        customer_count,
        buyer_count,
        round({{ share('buyer_count', 'customer_count') }}, 9) as buyer_rate,
        round(
            {{ wilson_bound('buyer_count', 'customer_count', '(-critical_value)') }}, 9
        ) as lower_rate,
        round(
            {{ wilson_bound('buyer_count', 'customer_count', 'critical_value') }}, 9
        ) as upper_rate,
        round(base_rate, 9) as base_rate,
        round({{ share('buyer_count', 'customer_count') }} / base_rate, 9)
            as propensity_index
    from counted

)

select * from final
