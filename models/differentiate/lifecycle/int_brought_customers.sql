with

referrals as (

    select * from {{ ref('stg_referrals') }}

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

reachable_customers as (

    select * from {{ ref('int_reachable_customers') }}

),

known_customers as (

    select * from {{ ref('int_known_customers') }}

),

referred as (

    select
        contacts.customer_id as referrer_customer_id,
        referrals.referee_contact_id,
        {{ email_key('referrals.referee_email') }} as referee_address,
        {{ business_date('referrals.referred_at') }} as referred_date
    from referrals
    inner join contacts
        on referrals.contact_id = contacts.contact_id

),

-- Whoever has the address may be the one: it is enough that one of them came. Who it is
-- was not known before somebody gave the address.
referees as (

    select
        referred.referrer_customer_id,
        referred.referred_date,
        contacts.customer_id as referee_customer_id,
        referred.referred_date as resolved_date
    from referred
    inner join contacts
        on referred.referee_contact_id = contacts.contact_id

    union all

    select
        referred.referrer_customer_id,
        referred.referred_date,
        contact_points.customer_id as referee_customer_id,
        greatest(referred.referred_date, reachable_customers.reachable_date)
            as resolved_date
    from referred
    left join mail_providers
        on split_part(referred.referee_address, '@', 2) = mail_providers.mail_domain
    inner join contact_points
        on contact_points.contact_point_key = {{ canonical_email(
            'referred.referee_address',
            'mail_providers.canonical_domain',
            'mail_providers.drops_dots',
            'mail_providers.drops_tag',
        ) }}
    left join reachable_customers
        on contact_points.customer_id = reachable_customers.customer_id

),

final as (

    select
        referees.referrer_customer_id as customer_id,
        referees.referee_customer_id,
        min(referees.referred_date) as referred_date,
        min(
            greatest(known_customers.first_purchase_date, referees.resolved_date)
        ) as brought_date
    from referees
    inner join known_customers
        on referees.referee_customer_id = known_customers.customer_id
    where referees.referrer_customer_id != referees.referee_customer_id
        and known_customers.first_purchase_date >= referees.referred_date
    group by referees.referrer_customer_id, referees.referee_customer_id

)

select * from final
