with

contacts as (

    select * from {{ ref('int_contacts') }}

),

customers as (

    select distinct customer_id
    from {{ ref('bridge_contacts_to_customers') }}

),

survivors as (

    select * from {{ ref('int_attribute_survivors') }}

),

chosen as (

    select
        customer_id,
        max(case when attribute_group = 'name' then contact_id end) as name_contact_id,
        max(case when attribute_group = 'birth' then contact_id end)
            as birth_contact_id,
        max(case when attribute_group = 'address' then contact_id end)
            as address_contact_id,
        max(case when attribute_group = 'type' then contact_id end) as type_contact_id
    from survivors
    group by customer_id

),

final as (

    select
        customers.customer_id,
        case
            when coalesce(named.full_name, named.family_name, named.given_name)
                is not null
                then named.contact_id
        end as name_contact_id,
        named.given_name,
        named.family_name,
        named.full_name,
        named.family_name_key,
        named.language_code,
        case when born.birth_date is not null then born.contact_id end
            as birth_contact_id,
        born.birth_date,
        born.gender,
        case
            when coalesce(located.address_line, located.city, located.postal_code)
                is not null
                then located.contact_id
        end as address_contact_id,
        located.address_line,
        located.city,
        located.region,
        located.postal_code,
        located.country_code,
        typed.customer_type
    from customers
    left join chosen
        on customers.customer_id = chosen.customer_id
    left join contacts as named
        on chosen.name_contact_id = named.contact_id
    left join contacts as born
        on chosen.birth_contact_id = born.contact_id
    left join contacts as located
        on chosen.address_contact_id = located.contact_id
    left join contacts as typed
        on chosen.type_contact_id = typed.contact_id

)

select * from final
