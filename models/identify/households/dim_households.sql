with

members as (

    select * from {{ ref('int_household_members') }}

),

links as (

    select * from {{ ref('int_household_links') }}

),

persons as (

    select * from {{ ref('int_customer_persons') }}

),

attributes as (

    select * from {{ ref('int_customer_attributes') }}

),

households as (

    select
        members.household_id,
        members.founding_customer_id,
        count(*) as member_count,
        cast(sum(persons.contact_count) as bigint) as contact_count,
        min(persons.first_seen_at) as first_seen_at,
        max(persons.last_seen_at) as last_seen_at
    from members
    inner join persons
        on members.customer_id = persons.customer_id
    group by members.household_id, members.founding_customer_id

),

-- Both ends of a link are of one household, so one end is enough.
evidence as (

    select
        members.household_id,
        max(case when links.household_rule like '%address%' then 1 else 0 end)
            as address_count,
        max(case when links.household_rule like '%phone%' then 1 else 0 end)
            as phone_count
    from members
    inner join links
        on members.customer_id = links.right_customer_id
    group by members.household_id

),

final as (

    select
        households.household_id,
        households.founding_customer_id,
        attributes.family_name,
        attributes.address_line,
        attributes.city,
        attributes.region,
        attributes.postal_code,
        attributes.country_code,
        households.member_count,
        households.contact_count,
        evidence.address_count = 1 as has_shared_address,
        evidence.phone_count = 1 as has_shared_phone,
        households.first_seen_at,
        households.last_seen_at
    from households
    inner join evidence
        on households.household_id = evidence.household_id
    inner join attributes
        on households.founding_customer_id = attributes.customer_id

)

select * from final
