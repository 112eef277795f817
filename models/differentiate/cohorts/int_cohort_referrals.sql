with

referrals as (

    select * from {{ ref('stg_referrals') }}

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

first_purchases as (

    select
        customer_id,
        min(activity_date) as first_purchase_date
    from customer_days
    where purchase_count > 0
    group by customer_id

),

passed_on as (

    select
        referrals.referral_id,
        contacts.customer_id,
        referees.customer_id as referee_customer_id,
        referrals.referred_at,
        {{ business_date('referrals.referred_at') }} as referral_date
    from referrals
    inner join contacts
        on referrals.contact_id = contacts.contact_id
    left join contacts as referees
        on referrals.referee_contact_id = referees.contact_id
    where referees.customer_id is null
        or referees.customer_id != contacts.customer_id

),

-- Who was referred twice was brought by the first.
numbered as (

    select
        passed_on.customer_id,
        passed_on.referee_customer_id,
        passed_on.referral_date,
        row_number() over (
            partition by passed_on.referee_customer_id
            order by passed_on.referred_at asc, passed_on.referral_id asc
        ) as referral_number
    from passed_on
    cross join as_of
    where passed_on.referral_date <= as_of.as_of_date

),

judged as (

    select
        numbered.customer_id,
        cast(date_trunc('month', numbered.referral_date) as date) as month_start_date,
        case
            when numbered.referral_number = 1
                and first_purchases.first_purchase_date >= numbered.referral_date
                then 1
            else 0
        end as converted_referral_count
    from numbered
    left join first_purchases
        on numbered.referee_customer_id = first_purchases.customer_id

),

final as (

    select
        customer_id,
        month_start_date,
        count(*) as referral_count,
        cast(sum(converted_referral_count) as bigint) as converted_referral_count
    from judged
    group by customer_id, month_start_date

)

select * from final
