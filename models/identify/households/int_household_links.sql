-- Persons, as resolved, who live together; nothing of it feeds back into who is one
-- person. Each is tied to the first of those with the same key: n - 1 links.
with

rules as (

    select * from {{ ref('household_rules') }}

),

persons as (

    select * from {{ ref('int_customer_persons') }}
    where customer_kind = 'person'

),

attributes as (

    select * from {{ ref('int_customer_attributes') }}

),

stated_names as (

    select * from {{ ref('int_stated_names') }}

),

name_orders as (

    select * from {{ ref('name_orders') }}
    where name_order = 'two_family_names'

),

contact_points as (

    select * from {{ ref('bridge_customer_contact_points') }}
    where channel = 'phone'
        and shared_by_customer_count > 1

),

-- Where persons have two family names, parent and child share the first; a word of two
-- letters is none.
named as (

    select
        persons.customer_id,
        coalesce(
            case
                when name_orders.country_code is not null
                    and length(split_part(stated_names.family_name, ' ', 1)) > 2
                    then {{ name_key("split_part(stated_names.family_name, ' ', 1)") }}
            end,
            attributes.family_name_key,
            {{ name_key("split_part(trim(attributes.full_name), ' ', -1)") }}
        ) as family_name_key,
        {{ street_key('attributes.address_line') }}
        || ' ' || {{ compact_key('attributes.postal_code') }} as address_key
    from persons
    inner join attributes
        on persons.customer_id = attributes.customer_id
    left join stated_names
        on attributes.name_contact_id = stated_names.contact_id
    left join name_orders
        on attributes.country_code = name_orders.country_code

),

-- Without a phone a person has one row, with three phones that are shared three.
described as (

    select
        named.customer_id,
        named.family_name_key,
        named.address_key,
        contact_points.contact_point_id as phone_key
    from named
    left join contact_points
        on named.customer_id = contact_points.customer_id

),

keyed as (

    select distinct
        described.customer_id,
        rules.household_rule,
        rules.max_member_count,
        case
            when
                (not rules.uses_address or described.address_key is not null)
                and (
                    not rules.uses_family_name
                    or described.family_name_key is not null
                )
                and (not rules.uses_phone or described.phone_key is not null)
                then
                    concat_ws(
                        ' | ',
                        case when rules.uses_address then described.address_key end,
                        case
                            when rules.uses_family_name then described.family_name_key
                        end,
                        case when rules.uses_phone then described.phone_key end
                    )
        end as household_key
    from described
    cross join rules

),

groups as (

    select
        household_rule,
        household_key,
        min(customer_id) as first_customer_id
    from keyed
    where household_key is not null
    group by household_rule, household_key
    having count(*) between 2 and max(max_member_count)

),

final as (

    select distinct
        groups.first_customer_id as left_customer_id,
        keyed.customer_id as right_customer_id,
        keyed.household_rule
    from keyed
    inner join groups
        on keyed.household_rule = groups.household_rule
        and keyed.household_key = groups.household_key
    where keyed.customer_id != groups.first_customer_id

)

select * from final
