with

referrals as (

    select * from {{ ref('stg_referrals') }}

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

mailed_referees as (

    select * from {{ ref('int_mailed_referees') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

passed_on as (

    select
        referrals.referral_id,
        contacts.customer_id,
        referrals.referee_contact_id,
        {{ business_date('referrals.referred_at') }} as referred_date,
        referrals.referred_at
    from referrals
    inner join contacts
        on referrals.contact_id = contacts.contact_id
    cross join as_of
    where {{ business_date('referrals.referred_at') }} <= as_of.as_of_date

),

-- Whoever has given the address may be the one.
resolved as (

    select
        passed_on.referral_id,
        contacts.customer_id as referee_customer_id,
        passed_on.referred_date as resolved_date
    from passed_on
    inner join contacts
        on passed_on.referee_contact_id = contacts.contact_id

    union all

    select
        passed_on.referral_id,
        mailed_referees.customer_id as referee_customer_id,
        greatest(
            passed_on.referred_date,
            coalesce(mailed_referees.given_date, passed_on.referred_date)
        ) as resolved_date
    from passed_on
    inner join mailed_referees
        on passed_on.referral_id = mailed_referees.referral_id

),

referees as (

    select
        referral_id,
        referee_customer_id,
        min(resolved_date) as resolved_date
    from resolved
    group by referral_id, referee_customer_id

),

final as (

    select
        passed_on.referral_id,
        passed_on.customer_id,
        referees.referee_customer_id,
        passed_on.referred_date,
        referees.resolved_date,
        passed_on.referred_at
    from passed_on
    left join referees
        on passed_on.referral_id = referees.referral_id
    where referees.referral_id is null
        or passed_on.customer_id != referees.referee_customer_id

)

select * from final
