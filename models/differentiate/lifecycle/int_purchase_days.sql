with

purchases as (

    select * from {{ ref('int_purchase_gaps') }}

),

thresholds as (

    select * from {{ ref('int_lifecycle_thresholds') }}

),

ruled as (

    select
        purchases.*,
        thresholds.first_purchase_days,
        thresholds.reactivation_days,
        1 + {{ personal_days(
            'thresholds.dormant_after_gap_count', 'purchases.regular_gap_days'
        ) }} as personal_dormant_from_days,
        thresholds.dormant_from_days
    from purchases
    cross join thresholds

),

-- A purchase ends a dormant stage when the day before it was dormant already.
reactivations as (

    select
        customer_key,
        purchase_date,
        next_purchase_date,
        regular_gap_days,
        case
            when purchase_number = 1
                then {{ add_days('purchase_date', 'first_purchase_days') }}
        end as new_until,
        case
            when {{ days_between('purchase_date', 'next_purchase_date') }}
                > coalesce(personal_dormant_from_days, dormant_from_days)
                then {{ add_days('next_purchase_date', 'reactivation_days') }}
        end as next_reactivated_until
    from ruled

),

-- Further purchases leave a reactivation as it is, but end the time as a new customer.
welcomes as (

    select
        customer_key,
        purchase_date,
        next_purchase_date,
        regular_gap_days,
        new_until,
        max(next_reactivated_until) over (
            partition by customer_key
            order by purchase_date
            rows between unbounded preceding and 1 preceding
        ) as reactivated_until
    from reactivations

),

final as (

    select
        welcomes.customer_key,
        welcomes.purchase_date,
        welcomes.next_purchase_date,
        welcomes.regular_gap_days,
        case
            when welcomes.new_until is null then thresholds.reactivation_stage
            else thresholds.first_purchase_stage
        end as welcome_stage,
        greatest(
            welcomes.purchase_date, welcomes.new_until, welcomes.reactivated_until
        ) as welcome_until
    from welcomes
    cross join thresholds

)

select * from final
