{% macro cluster_marks_sql(marks, limits, clusters) -%}
with

final as (

    select
        clusters.component as cluster_id,
        marks.mark_type,
        marks.mark_value
    from {{ marks }} as marks
    inner join {{ clusters }} as clusters on marks.node = clusters.node
    inner join {{ limits }} as limits on marks.mark_type = limits.mark_type
    group by clusters.component, marks.mark_type, marks.mark_value

)

select * from final
{%- endmacro %}
