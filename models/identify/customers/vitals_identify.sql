with

as_of as (

    select * from {{ ref('as_of') }}

),

contacts as (

    select * from {{ ref('int_contacts') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

recognition as (

    select * from {{ ref('fct_recognition') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}

),

contact_totals as (

    select
        count(*) as contact_count,
        sum(case when is_guest then 0 else 1 end) as listed_count,
        sum(case when is_guest then 1 else 0 end) as guest_count
    from contacts

),

customer_sizes as (

    select
        customer_id,
        sum(case when is_guest then 0 else 1 end) as listed_count,
        count(*) as contact_count,
        sum(case when link_rule = 'alone' then 0 else 1 end) as linked_count
    from bridge
    group by customer_id

),

bridge_totals as (

    select
        sum(listed_count) as assigned_count,
        sum(contact_count) as contact_count,
        sum(linked_count) as linked_count,
        max(listed_count) as largest_listed_count
    from customer_sizes

),

customer_totals as (

    select
        count(*) as customer_count,
        sum(case when customer_kind = 'visitor' then 1 else 0 end) as visitor_count,
        sum(case when customer_kind = 'organisation' then 1 else 0 end)
            as organisation_count,
        sum(case when customer_kind = 'person' then 1 else 0 end) as person_count,
        count(household_id) as household_member_count
    from customers

),

recognition_totals as (

    select
        sum(record_count) as record_count,
        sum(recognised_count) as recognised_count
    from recognition

),

value_totals as (

    select
        -- Among fewer than a hundred values a share says little and is not judged.
        case when count(*) >= 100 then count(*) end as value_count,
        sum(case when verdict = 'hub' then 1 else 0 end) as hub_count,
        sum(case when verdict = 'blocklisted' then 1 else 0 end) as blocklisted_count,
        sum(case when verdict = 'role' then 1 else 0 end) as role_count
    from identifier_values

),

final as (

    select
        {{ build_id() }} as build_id,
        as_of.as_of_date,
        cast(contact_totals.contact_count as double) as contact_count,
        cast(customer_totals.customer_count as double) as customer_count,
        cast(contact_totals.listed_count - bridge_totals.assigned_count as double)
            as contact_without_customer_count,
        cast(contact_totals.contact_count - bridge_totals.contact_count as double)
            as guest_of_nobody_count,
        cast(bridge_totals.largest_listed_count as double)
            as largest_customer_contact_count,
        {{ share('contact_totals.guest_count', 'contact_totals.contact_count') }}
            as guest_share,
        {{ share('bridge_totals.linked_count', 'contact_totals.contact_count') }}
            as linked_contact_share,
        {{ share('customer_totals.visitor_count', 'customer_totals.customer_count') }}
            as visitor_share,
        {{ share(
            'customer_totals.organisation_count', 'customer_totals.customer_count'
        ) }} as organisation_share,
        {{ share(
            'customer_totals.household_member_count', 'customer_totals.person_count'
        ) }} as household_member_share,
        {{ share(
            'recognition_totals.recognised_count', 'recognition_totals.record_count'
        ) }} as recognised_record_share,
        {{ share('value_totals.hub_count', 'value_totals.value_count') }}
            as hub_value_share,
        {{ share('value_totals.blocklisted_count', 'value_totals.value_count') }}
            as blocklisted_value_share,
        {{ share('value_totals.role_count', 'value_totals.value_count') }}
            as role_value_share
    from contact_totals
    cross join bridge_totals
    cross join customer_totals
    cross join recognition_totals
    cross join value_totals
    cross join as_of

)

select * from final
