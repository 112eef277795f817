with

referrals as (

    select * from {{ ref('stg_referrals') }}

),

statements as (

    select * from {{ ref('int_contact_statements') }}

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
        cast(null as string) as customer_id,
        {{ email_key('referee_email') }} as stated_address,
        cast(null as timestamp) as stated_at
    from referrals

    union all

    select
        cast(null as string) as referral_id,
        customer_id,
        email_address as stated_address,
        stated_at
    from statements

),

addressed as (

    select
        mentioned.referral_id,
        mentioned.customer_id,
        {{ canonical_email(
            'mentioned.stated_address',
            'mail_providers.canonical_domain',
            'mail_providers.drops_dots',
            'mail_providers.drops_tag',
        ) }} as email_address,
        mentioned.stated_at
    from mentioned
    left join mail_providers
        on split_part(mentioned.stated_address, '@', 2) = mail_providers.mail_domain

),

given as (

    select
        customer_id,
        email_address,
        {{ business_date('stated_at') }} as given_date
    from addressed
    where customer_id is not null

    union all

    select
        customer_id,
        contact_point_key as email_address,
        {{ business_date('first_seen_at') }} as given_date
    from contact_points

),

-- Addresses that stand for nobody in their one spelling, whatever was written.
blocked as (

    select distinct addressed.email_address
    from addressed
    inner join blocked_identifiers
        on addressed.email_address like blocked_identifiers.identifier_pattern
    where addressed.referral_id is not null

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
    left join blocked
        on addressed.email_address = blocked.email_address
    where addressed.referral_id is not null
        and blocked.email_address is null
        and (given.given_date is null or given.given_date <= as_of.as_of_date)
    group by addressed.referral_id, given.customer_id

)

select * from final
