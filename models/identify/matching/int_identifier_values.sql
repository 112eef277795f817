with

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

contacts as (

    select * from {{ ref('int_contacts') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}

),

blocked_identifiers as (

    select * from {{ ref('blocked_identifiers') }}

),

role_mailboxes as (

    select * from {{ ref('role_mailboxes') }}

),

carriers as (

    select
        identifiers.identifier_type,
        identifiers.identifier_key,
        sum(case when contacts.is_guest then 0 else 1 end) as contact_count,
        sum(case when contacts.is_guest then 1 else 0 end) as guest_count,
        count(distinct contacts.family_name_key) as surname_count
    from identifiers
    inner join contacts
        on identifiers.contact_id = contacts.contact_id
    group by identifiers.identifier_type, identifiers.identifier_key

),

blocked as (

    select distinct
        carriers.identifier_type,
        carriers.identifier_key
    from carriers
    inner join blocked_identifiers
        on carriers.identifier_type = blocked_identifiers.identifier_type
        and carriers.identifier_key like blocked_identifiers.identifier_pattern

),

final as (

    select
        carriers.identifier_type,
        carriers.identifier_key,
        coalesce(identifier_types.strength, 'weak') as strength,
        case
            when blocked.identifier_key is not null then 'blocklisted'
            when role_mailboxes.mailbox is not null then 'role'
            when carriers.contact_count > identifier_types.max_contact_count
                or carriers.surname_count > identifier_types.max_surname_count
                or (
                    carriers.contact_count = 0
                    and carriers.guest_count > identifier_types.max_guest_count
                )
                then 'hub'
            else 'ok'
        end as verdict,
        cast(carriers.contact_count as bigint) as contact_count,
        cast(carriers.guest_count as bigint) as guest_count,
        carriers.surname_count
    from carriers
    left join identifier_types
        on carriers.identifier_type = identifier_types.identifier_type
    left join blocked
        on carriers.identifier_type = blocked.identifier_type
        and carriers.identifier_key = blocked.identifier_key
    left join role_mailboxes
        on carriers.identifier_type = 'email'
        and split_part(carriers.identifier_key, '@', 1) = role_mailboxes.mailbox

)

select * from final
