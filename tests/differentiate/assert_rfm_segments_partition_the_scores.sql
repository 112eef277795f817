-- Each pair of a recency and a frequency score from 1 to 5 is in one segment.
with

segments as (

    select * from {{ ref('rfm_segments') }}

),

scores as (

    select 1 as score

    {% for score in range(2, 6) %}
    union all

    select {{ score }} as score

    {% endfor %}

),

cells as (

    select
        recency.score as recency_score,
        frequency.score as frequency_score
    from scores as recency
    cross join scores as frequency

),

totals as (

    select
        cells.recency_score,
        cells.frequency_score,
        count(segments.rfm_segment) as segment_count
    from cells
    left join segments
        on cells.recency_score >= segments.lowest_recency_score
        and cells.recency_score <= segments.highest_recency_score
        and cells.frequency_score >= segments.lowest_frequency_score
        and cells.frequency_score <= segments.highest_frequency_score
    group by cells.recency_score, cells.frequency_score

),

final as (

    select *
    from totals
    where segment_count != 1

)

select * from final
