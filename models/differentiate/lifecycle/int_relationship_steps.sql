with

known_customers as (

    select * from {{ ref('int_known_customers') }}

),

reachable_customers as (

    select * from {{ ref('int_reachable_customers') }}

),

purchase_days as (

    select * from {{ ref('int_purchase_days') }}

),

brought_customers as (

    select * from {{ ref('int_brought_customers') }}

),

rules as (

    select * from {{ ref('relationship_stages') }}
    where relationship_stage = 'retention'

),

as_of as (

    select * from {{ ref('as_of') }}

),

repeats as (

    select
        purchase_days.customer_key,
        min(purchase_days.next_purchase_date) as retention_date
    from purchase_days
    cross join rules
    cross join as_of
    where purchase_days.next_purchase_date <= as_of.as_of_date
        and {{ days_between(
            'purchase_days.purchase_date', 'purchase_days.next_purchase_date'
        ) }} <= rules.within_days
    group by purchase_days.customer_key

),

referrals as (

    select
        customer_id,
        min(brought_date) as referral_date
    from brought_customers
    group by customer_id

),

-- Nobody takes a step before the first contact.
dated as (

    select
        known_customers.customer_id,
        known_customers.customer_key,
        known_customers.first_contact_date,
        known_customers.first_purchase_date,
        repeats.retention_date,
        case
            when reachable_customers.customer_id is not null
                then greatest(
                        known_customers.first_contact_date,
                        reachable_customers.reachable_date
                    )
        end as identification_date,
        case
            when referrals.customer_id is not null
                then greatest(
                        known_customers.first_contact_date, referrals.referral_date
                    )
        end as referral_date
    from known_customers
    left join reachable_customers
        on known_customers.customer_id = reachable_customers.customer_id
    left join repeats
        on known_customers.customer_key = repeats.customer_key
    left join referrals
        on known_customers.customer_id = referrals.customer_id

),

-- A date that is still to come on the as-of date waits for its day.
final as (

    select
        dated.customer_id,
        dated.customer_key,
        dated.first_contact_date as acquisition_date,
        case
            when dated.identification_date <= as_of.as_of_date
                then dated.identification_date
        end as identification_date,
        dated.first_purchase_date as conversion_date,
        dated.retention_date,
        case
            when dated.referral_date <= as_of.as_of_date then dated.referral_date
        end as referral_date
    from dated
    cross join as_of

)

select * from final
