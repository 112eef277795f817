with

referred_customers as (

    select * from {{ ref('int_referred_customers') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

first_purchases as (

    select
        customer_id,
        min(activity_date) as first_purchase_date
    from customer_days
    where purchase_count > 0
    group by customer_id

),

-- Who was referred twice was brought by the first.
numbered as (

    select
        referral_id,
        customer_id,
        referee_customer_id,
        referred_date,
        row_number() over (
            partition by referee_customer_id
            order by referred_at asc, referral_id asc
        ) as referral_number
    from referred_customers

),

-- Of several who may be meant it is enough that one came.
judged as (

    select
        numbered.referral_id,
        numbered.customer_id,
        cast(date_trunc('month', numbered.referred_date) as date) as month_start_date,
        max(
            case
                when numbered.referral_number = 1
                    and first_purchases.first_purchase_date >= numbered.referred_date
                    then 1
                else 0
            end
        ) as converted_referral_count
    from numbered
    left join first_purchases
        on numbered.referee_customer_id = first_purchases.customer_id
    group by
        numbered.referral_id,
        numbered.customer_id,
        cast(date_trunc('month', numbered.referred_date) as date)

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
