{% macro group_joins_sql(judged, groups, marks, limits) -%}
with

mark_values as (

    select
        members.group_id,
        marks.mark_type,
        marks.mark_value,
        min(members.join_rank) as mark_rank
    from {{ groups }} as members
    inner join {{ marks }} as marks on members.cluster_id = marks.cluster_id
    group by members.group_id, marks.mark_type, marks.mark_value

),

{{ overrun_ctes(limits) }},

{{ group_stop_ctes(judged, groups) }},

joining as (

    select members.*
    from {{ groups }} as members
    left join first_stops on members.group_id = first_stops.group_id
    where members.join_rank = members.group_id
        or members.join_rank < first_stops.stop_rank
        or first_stops.stop_rank is null

),

final as (

    select
        cluster_id,
        min(cluster_id) over (partition by group_id) as label_id
    from joining

)

select * from final
{%- endmacro %}
