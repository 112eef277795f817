-- The cells of an attribute hold every person once; no number of too few is shown, and
-- what is hidden of an attribute is nothing or enough together; where nothing is, the
-- buyers of the cells are all buyers.
with

cells as (

    select * from {{ ref('int_demographic_cells') }}

),

propensities as (

    select * from {{ ref('fct_demographic_propensity') }}

),

customers as (

    select * from {{ ref('dim_customers') }}
    where customer_kind = 'person'

),

category_spend as (

    select * from {{ ref('int_customer_category_spend') }}

),

rules as (

    select * from {{ ref('int_propensity_rules') }}

),

persons as (

    select count(*) as person_count
    from customers

),

attributes as (

    select
        attribute,
        sum(customer_count) as customer_count,
        sum(case when null_reason is not null then customer_count else 0 end)
            as hidden_count
    from cells
    group by attribute

),

buyers as (

    select
        category_spend.category,
        count(*) as buyer_count
    from category_spend
    inner join customers
        on category_spend.customer_id = customers.customer_id
    where category_spend.category is not null
        and category_spend.window_revenue_amount > 0
    group by category_spend.category

),

cell_sums as (

    select
        propensities.attribute,
        propensities.category,
        sum(propensities.buyer_count) as buyer_count
    from propensities
    inner join attributes
        on propensities.attribute = attributes.attribute
    where attributes.hidden_count = 0
    group by propensities.attribute, propensities.category

),

final as (

    select
        'persons' as fault,
        attributes.attribute as name
    from attributes
    cross join persons
    where attributes.customer_count != persons.person_count

    union all

    select
        'hidden' as fault,
        attributes.attribute as name
    from attributes
    cross join rules
    where attributes.hidden_count > 0
        and attributes.hidden_count < rules.fewest_customers
        and attributes.hidden_count < attributes.customer_count

    union all

    select
        'shown' as fault,
        propensities.attribute as name
    from propensities
    cross join rules
    where (propensities.customer_count is null)
        != (propensities.null_reason is not null)
        or propensities.customer_count < rules.fewest_customers
        or (
            propensities.null_reason is not null
            and coalesce(
                propensities.buyer_count,
                propensities.buyer_rate,
                propensities.lower_rate,
                propensities.upper_rate,
                propensities.propensity_index
            ) is not null
        )
        or not propensities.buyer_rate
        between propensities.lower_rate - 1e-9 and propensities.upper_rate + 1e-9

    union all

    select
        'buyers' as fault,
        cell_sums.attribute as name
    from cell_sums
    left join buyers
        on cell_sums.category = buyers.category
    where buyers.buyer_count is null or cell_sums.buyer_count != buyers.buyer_count

)

select * from final
