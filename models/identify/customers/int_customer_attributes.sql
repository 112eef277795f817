-- Survivorship by attribute group: the contact last seen among those that state it.
with

contacts as (

    select * from {{ ref('int_contacts') }}

),

customers as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

stated as (

    select
        customers.customer_id,
        contacts.contact_id,
        contacts.last_seen_at,
        (
            contacts.full_name is not null
            or contacts.family_name is not null
            or contacts.given_name is not null
        ) as has_name,
        contacts.birth_date is not null as has_birth,
        (
            contacts.address_line is not null
            or contacts.city is not null
            or contacts.postal_code is not null
        ) as has_address,
        contacts.country_code is not null as has_country,
        contacts.customer_type is not null as has_type
    from customers
    inner join contacts
        on customers.contact_id = contacts.contact_id

),

-- Only keys are sorted four times; what is chosen is looked up afterwards.
ranked as (

    select
        *,
        row_number() over (
            partition by customer_id
            order by has_name desc, last_seen_at desc nulls last, contact_id asc
        ) as name_rank,
        row_number() over (
            partition by customer_id
            order by has_birth desc, last_seen_at desc nulls last, contact_id asc
        ) as birth_rank,
        row_number() over (
            partition by customer_id
            order by
                has_address desc,
                has_country desc,
                last_seen_at desc nulls last,
                contact_id asc
        ) as address_rank,
        row_number() over (
            partition by customer_id
            order by
                has_type desc,
                last_seen_at desc nulls last,
                contact_id asc
        ) as type_rank
    from stated

),

chosen as (

    select
        contacts.*,
        ranked.customer_id,
        ranked.has_name,
        ranked.has_birth,
        ranked.has_address,
        ranked.name_rank,
        ranked.birth_rank,
        ranked.address_rank,
        ranked.type_rank
    from ranked
    inner join contacts
        on ranked.contact_id = contacts.contact_id
    where ranked.name_rank = 1
        or ranked.birth_rank = 1
        or ranked.address_rank = 1
        or ranked.type_rank = 1

),

final as (

    select
        customer_id,
        max(case when name_rank = 1 and has_name then contact_id end)
            as name_contact_id,
        max(case when name_rank = 1 then given_name end) as given_name,
        max(case when name_rank = 1 then family_name end) as family_name,
        max(case when name_rank = 1 then full_name end) as full_name,
        max(case when name_rank = 1 then language_code end) as language_code,
        max(case when birth_rank = 1 and has_birth then contact_id end)
            as birth_contact_id,
        max(case when birth_rank = 1 then birth_date end) as birth_date,
        max(case when birth_rank = 1 then gender end) as gender,
        max(case when address_rank = 1 and has_address then contact_id end)
            as address_contact_id,
        max(case when address_rank = 1 then address_line end) as address_line,
        max(case when address_rank = 1 then city end) as city,
        max(case when address_rank = 1 then region end) as region,
        max(case when address_rank = 1 then postal_code end) as postal_code,
        max(case when address_rank = 1 then country_code end) as country_code,
        max(case when type_rank = 1 then customer_type end) as customer_type
    from chosen
    group by customer_id

)

select * from final
