{% macro joined_marks_sql(marks, joins) -%}
with

final as (

    select
        coalesce(joins.label_id, marks.cluster_id) as cluster_id,
        marks.mark_type,
        marks.mark_value
    from {{ marks }} as marks
    left join {{ joins }} as joins on marks.cluster_id = joins.cluster_id
    group by
        coalesce(joins.label_id, marks.cluster_id), marks.mark_type, marks.mark_value

)

select * from final
{%- endmacro %}
