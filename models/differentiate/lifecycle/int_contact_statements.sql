with

versions as (

    select * from {{ ref('base_contacts') }}
    where rejection_code is null

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

blocked_identifiers as (

    select * from {{ ref('blocked_identifiers') }}
    where identifier_type = 'email'

),

as_of as (

    select * from {{ ref('as_of') }}

),

stated as (

    select
        {{ public_id('versions.contact_id', 'versions.source_system') }} as contact_id,
        {{ email_key('versions.email') }} as email_address,
        {{ phone_digits('versions.phone') }} is not null as has_phone,
        versions.address_line is not null
        and coalesce(versions.city, versions.postal_code) is not null as has_address,
        coalesce(versions.updated_at, versions.created_at, versions.recorded_at)
            as stated_at
    from versions
    cross join as_of
    where {{ is_known('versions.recorded_at', 'as_of.as_of_date') }}

),

blocked as (

    select distinct stated.email_address
    from stated
    inner join blocked_identifiers
        on stated.email_address like blocked_identifiers.identifier_pattern

),

final as (

    select
        contacts.customer_id,
        case when blocked.email_address is null then stated.email_address end
            as email_address,
        stated.has_phone,
        stated.has_address,
        stated.stated_at
    from stated
    inner join contacts
        on stated.contact_id = contacts.contact_id
    left join blocked
        on stated.email_address = blocked.email_address

)

select * from final
