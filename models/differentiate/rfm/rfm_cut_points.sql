with

rfm as (

    select * from {{ ref('fct_customer_rfm') }}

),

scores as (

    select
        'recency_days' as measure,
        recency_score as score,
        cast(recency_days as decimal(18, 2)) as measure_value
    from rfm
    where recency_score > 0

    union all

    select
        'purchase_day_count' as measure,
        frequency_score as score,
        cast(purchase_day_count as decimal(18, 2)) as measure_value
    from rfm
    where frequency_score > 0

    union all

    select
        'revenue_amount' as measure,
        monetary_score as score,
        revenue_amount as measure_value
    from rfm
    where monetary_score > 0

),

final as (

    select
        measure,
        score,
        min(measure_value) as lowest_value,
        max(measure_value) as highest_value,
        count(*) as customer_count
    from scores
    group by measure, score

)

select * from final
