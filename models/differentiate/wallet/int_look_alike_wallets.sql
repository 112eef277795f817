with

category_spend as (

    select * from {{ ref('int_customer_category_spend') }}

),

look_alikes as (

    select * from {{ ref('int_customer_look_alikes') }}

),

method as (

    select * from {{ ref('wallet_methods') }}
    where method = 'look_alikes'

),

ordered as (

    select
        look_alikes.customer_type,
        look_alikes.tenure_band,
        category_spend.category,
        category_spend.window_revenue_amount,
        row_number() over (
            partition by
                look_alikes.customer_type,
                look_alikes.tenure_band,
                category_spend.category
            order by
                category_spend.window_revenue_amount asc,
                look_alikes.customer_id asc
        ) as spend_position,
        count(*) over (
            partition by
                look_alikes.customer_type,
                look_alikes.tenure_band,
                category_spend.category
        ) as customer_count
    from category_spend
    inner join look_alikes
        on category_spend.customer_id = look_alikes.customer_id
    where category_spend.category is not null
        and category_spend.window_revenue_amount > 0

),

deviations as (

    select
        ordered.customer_type,
        ordered.tenure_band,
        ordered.category,
        ordered.window_revenue_amount,
        ordered.spend_position,
        ordered.customer_count,
        ordered.customer_count * method.percentile as percentile_point,
        cast(method.critical_value as double) * sqrt(
            ordered.customer_count
            * cast(method.percentile as double)
            * (1 - cast(method.percentile as double))
        ) as deviation
    from ordered
    cross join method

),

-- The percentile is an amount that is there: the nearest rank (Hyndman and Fan 1996,
-- definition 1). Its interval is free of a distribution: order statistics at n p -/+
-- z sqrt(n p (1 - p)), both rounded up (Conover 1999, section 3.2).
positions as (

    select
        customer_type,
        tenure_band,
        category,
        window_revenue_amount,
        spend_position,
        customer_count,
        cast(ceil(percentile_point) as bigint) as wallet_position,
        cast(ceil(round(cast(percentile_point as double) - deviation, 9)) as bigint)
            as lower_position,
        cast(ceil(round(cast(percentile_point as double) + deviation, 9)) as bigint)
            as upper_position
    from deviations

),

final as (

    select
        customer_type,
        tenure_band,
        category,
        max(case when spend_position = wallet_position then window_revenue_amount end)
            as wallet_amount,
        max(case when spend_position = lower_position then window_revenue_amount end)
            as lower_wallet_amount,
        max(case when spend_position = upper_position then window_revenue_amount end)
            as upper_wallet_amount,
        max(customer_count) as customer_count
    from positions
    group by customer_type, tenure_band, category

)

select * from final
