{% macro published_builds() -%}
ranked_publications as (

    -- of two events in one instant the withdrawal holds
    select
        build_id,
        event,
        row_number() over (
            partition by build_id
            order by recorded_at desc nulls last, event desc nulls last
        ) as recency_rank
    from publications

),

published_builds as (

    select build_id
    from ranked_publications
    where recency_rank = 1 and event = 'published'

)
{%- endmacro %}
