with

as_of as (

    select * from {{ ref('as_of') }}

),

days as (

    select * from {{ ref('int_rfm_days') }}

),

scores as (

    select * from {{ ref('int_rfm_scores') }}

),

measures as (

    select * from {{ ref('int_rfm_measures') }}

),

-- Also of those who bought last before the window.
last_purchases as (

    select * from {{ ref('int_purchase_days') }}
    where next_purchase_date = cast('9999-12-31' as date)

),

final as (

    select
        scores.customer_id,
        days.window_start_date,
        last_purchases.purchase_date as last_purchase_date,
        scores.rfm_segment,
        {{ days_between('last_purchases.purchase_date', 'as_of.as_of_date') }}
            as recency_days,
        last_purchases.regular_gap_days,
        coalesce(measures.purchase_day_count, 0) as purchase_day_count,
        coalesce(measures.revenue_amount, cast(0 as decimal(18, 2))) as revenue_amount,
        scores.recency_score,
        scores.frequency_score,
        scores.monetary_score
    from scores
    inner join as_of
        on scores.scored_date = as_of.as_of_date
    inner join days
        on scores.scored_date = days.scored_date
    left join measures
        on scores.customer_key = measures.customer_key
        and scores.scored_date = measures.scored_date
    left join last_purchases
        on scores.customer_key = last_purchases.customer_key

)

select * from final
