with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

thresholds as (

    select * from {{ ref('int_lifecycle_thresholds') }}

),

purchase_days as (

    select
        customer_id,
        activity_date as purchase_date,
        lag(activity_date) over (partition by customer_id order by activity_date)
            as previous_purchase_date,
        lead(activity_date, 1, cast('9999-12-31' as date)) over (
            partition by customer_id
            order by activity_date
        ) as next_purchase_date
    from customer_days
    where purchase_count > 0

),

-- A purchase ends a dormant stage when the day before it was dormant already.
reactivations as (

    select
        purchase_days.customer_id,
        purchase_days.purchase_date,
        purchase_days.next_purchase_date,
        case
            when purchase_days.previous_purchase_date is null
                then {{ add_days(
                    'purchase_days.purchase_date', 'thresholds.first_purchase_days'
                ) }}
        end as new_until,
        case
            when {{ days_between(
                'purchase_days.previous_purchase_date', 'purchase_days.purchase_date'
            ) }} > thresholds.dormant_from_days
                then {{ add_days(
                    'purchase_days.purchase_date', 'thresholds.reactivation_days'
                ) }}
        end as reactivated_until
    from purchase_days
    cross join thresholds

),

-- Further purchases leave a reactivation as it is, but end the time as a new customer.
welcomes as (

    select
        customer_id,
        purchase_date,
        next_purchase_date,
        new_until,
        max(reactivated_until) over (
            partition by customer_id
            order by purchase_date
            rows between unbounded preceding and current row
        ) as reactivated_until
    from reactivations

),

final as (

    select
        welcomes.customer_id,
        welcomes.purchase_date,
        welcomes.next_purchase_date,
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
