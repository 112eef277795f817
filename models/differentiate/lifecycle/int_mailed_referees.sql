-- An address that was replaced since was given once, so every version of a contact
-- counts.
with

referrals as (

    select * from {{ ref('stg_referrals') }}

),

versions as (

    select * from {{ ref('base_contacts') }}
    where rejection_code is null

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

contact_points as (

    select * from {{ ref('bridge_customer_contact_points') }}
    where channel = 'email'

),

mail_providers as (

    select * from {{ ref('mail_providers') }}

),

blocked_identifiers as (

    select * from {{ ref('blocked_identifiers') }}
    where identifier_type = 'email'

),

as_of as (

    select * from {{ ref('as_of') }}

),

mentioned as (

    select
        referral_id,
        {{ email_key('referee_email') }} as stated_address
    from referrals

),

addressed as (

    select
        mentioned.referral_id,
        {{ canonical_email(
            'mentioned.stated_address',
            'mail_providers.canonical_domain',
            'mail_providers.drops_dots',
            'mail_providers.drops_tag',
        ) }} as email_address
    from mentioned
    left join mail_providers
        on split_part(mentioned.stated_address, '@', 2) = mail_providers.mail_domain
    left join blocked_identifiers
        on mentioned.stated_address like blocked_identifiers.identifier_pattern
    where blocked_identifiers.identifier_pattern is null

),

stated as (

    select
        {{ public_id('versions.contact_id', 'versions.source_system') }} as contact_id,
        {{ email_key('versions.email') }} as stated_address,
        coalesce(versions.updated_at, versions.created_at, versions.recorded_at)
            as stated_at
    from versions
    cross join as_of
    where {{ is_known('versions.recorded_at', 'as_of.as_of_date') }}

),

given as (

    select
        contacts.customer_id,
        {{ canonical_email(
            'stated.stated_address',
            'mail_providers.canonical_domain',
            'mail_providers.drops_dots',
            'mail_providers.drops_tag',
        ) }} as email_address,
        {{ business_date('stated.stated_at') }} as given_date
    from stated
    inner join contacts
        on stated.contact_id = contacts.contact_id
    left join mail_providers
        on split_part(stated.stated_address, '@', 2) = mail_providers.mail_domain

    union all

    select
        customer_id,
        contact_point_key as email_address,
        {{ business_date('first_seen_at') }} as given_date
    from contact_points

),

-- A date that is still to come on the as-of date waits for its day.
final as (

    select
        addressed.referral_id,
        given.customer_id,
        min(given.given_date) as given_date
    from addressed
    inner join given
        on addressed.email_address = given.email_address
    cross join as_of
    where given.given_date is null or given.given_date <= as_of.as_of_date
    group by addressed.referral_id, given.customer_id

)

select * from final
