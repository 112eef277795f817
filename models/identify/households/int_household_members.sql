-- What is larger than any rule allows is a dormitory or an office, not a household.
with

components as (

    select * from {{ ref('int_household_components') }}

),

rules as (

    select max(max_member_count) as max_member_count
    from {{ ref('household_rules') }}

),

persons as (

    select * from {{ ref('int_customer_persons') }}

),

sizes as (

    select
        component,
        count(*) as member_count
    from components
    group by component

),

members as (

    select
        components.component,
        persons.customer_id,
        persons.first_seen_at
    from components
    inner join sizes
        on components.component = sizes.component
    cross join rules
    inner join persons
        on components.node = persons.customer_id
    where sizes.member_count <= rules.max_member_count

),

founded as (

    select
        customer_id,
        first_value(customer_id) over (
            partition by component
            order by first_seen_at asc nulls last, customer_id asc
        ) as founding_customer_id
    from members

),

final as (

    select
        customer_id,
        md5('household:' || founding_customer_id) as household_id,
        founding_customer_id
    from founded

)

select * from final
