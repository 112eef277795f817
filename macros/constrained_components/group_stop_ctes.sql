{% macro group_stop_ctes(judged, groups) -%}
-- A link to a cluster outside comes before all weaker ones.
outward_links as (

    select
        links.link_rank,
        left_members.group_id as left_group_id,
        right_members.group_id as right_group_id
    from {{ judged }} as links
    left join {{ groups }} as left_members on links.left_id = left_members.cluster_id
    left join {{ groups }} as right_members
        on links.right_id = right_members.cluster_id
    where links.verdict = 'open'
        and coalesce(left_members.group_id, 0) <> coalesce(right_members.group_id, 0)

),

-- So does the first that would bring a value too many; the pair itself was judged.
stops as (

    select left_group_id as group_id, link_rank as stop_rank
    from outward_links
    where left_group_id is not null

    union all

    select right_group_id as group_id, link_rank as stop_rank
    from outward_links
    where right_group_id is not null

    union all

    select
        mark_values.group_id,
        mark_values.mark_rank as stop_rank
    from mark_values
    inner join overruns
        on mark_values.group_id = overruns.group_id
        and mark_values.mark_type = overruns.mark_type
    where mark_values.mark_rank >= overruns.over_rank
        and mark_values.mark_rank > mark_values.group_id

),

first_stops as (

    select
        group_id,
        min(stop_rank) as stop_rank
    from stops
    group by group_id

)
{%- endmacro %}
