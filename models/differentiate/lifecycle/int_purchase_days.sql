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
welcomes as (

    select
        purchase_days.customer_id,
        purchase_days.purchase_date,
        purchase_days.next_purchase_date,
        purchase_days.previous_purchase_date is null as is_first_purchase,
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
final as (

    select
        welcomes.customer_id,
        welcomes.purchase_date,
        welcomes.next_purchase_date,
        case
            when welcomes.is_first_purchase then thresholds.first_purchase_stage
            else thresholds.reactivation_stage
        end as welcome_stage,
        case
            when welcomes.is_first_purchase
                then {{ add_days('welcomes.purchase_date', 'thresholds.first_purchase_days') }}
            else greatest(
                welcomes.purchase_date,
                max(welcomes.reactivated_until) over (
                    partition by welcomes.customer_id
                    order by welcomes.purchase_date
                    rows between unbounded preceding and current row
                )
            )
        end as welcome_until
    from welcomes
    cross join thresholds

)

select * from final
