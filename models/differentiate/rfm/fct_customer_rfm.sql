with

measures as (

    select * from {{ ref('int_rfm_measures') }}

),

segments as (

    select * from {{ ref('rfm_segments') }}

),

-- Equal values have equal ranks, so the order of the rows decides nothing.
ranked as (

    select
        customer_id,
        rank() over (order by recency_days desc) as recency_position,
        rank() over (order by purchase_day_count asc) as frequency_position,
        rank() over (order by revenue_amount asc) as monetary_position,
        count(*) over () as customer_count
    from measures
    where purchase_day_count > 0

),

scored as (

    select
        customer_id,
        {{ quintile_score('recency_position', 'customer_count') }} as recency_score,
        {{ quintile_score('frequency_position', 'customer_count') }} as frequency_score,
        {{ quintile_score('monetary_position', 'customer_count') }} as monetary_score
    from ranked

),

segmented as (

    select
        scored.customer_id,
        segments.rfm_segment,
        scored.recency_score,
        scored.frequency_score,
        scored.monetary_score
    from scored
    inner join segments
        on scored.recency_score >= segments.lowest_recency_score
        and scored.recency_score <= segments.highest_recency_score
        and scored.frequency_score >= segments.lowest_frequency_score
        and scored.frequency_score <= segments.highest_frequency_score

),

final as (

    select
        measures.customer_id,
        measures.window_start_date,
        measures.last_purchase_date,
        case
            when measures.purchase_day_count > 0 then segmented.rfm_segment
            when measures.last_purchase_date is null then 'prospect'
            else 'lost'
        end as rfm_segment,
        measures.recency_days,
        measures.purchase_day_count,
        measures.revenue_amount,
        coalesce(segmented.recency_score, 0) as recency_score,
        coalesce(segmented.frequency_score, 0) as frequency_score,
        coalesce(segmented.monetary_score, 0) as monetary_score
    from measures
    left join segmented
        on measures.customer_id = segmented.customer_id

)

select * from final
