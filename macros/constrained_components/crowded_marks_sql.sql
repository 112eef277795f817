{% macro crowded_marks_sql(members, marks, limits) -%}
with

-- Only where there are more marks than the limit can there be more values.
crowds as (

    select
        members.component,
        marks.mark_type
    from {{ marks }} as marks
    inner join {{ members }} as members on marks.node = members.node
    inner join {{ limits }} as limits on marks.mark_type = limits.mark_type
    group by members.component, marks.mark_type, limits.limit_count
    having count(*) > limits.limit_count

),

final as (

    select
        members.component as group_id,
        marks.mark_type,
        marks.mark_value,
        cast(0 as bigint) as mark_rank
    from {{ marks }} as marks
    inner join {{ members }} as members on marks.node = members.node
    inner join crowds
        on members.component = crowds.component
        and marks.mark_type = crowds.mark_type
    group by members.component, marks.mark_type, marks.mark_value

)

select * from final
{%- endmacro %}
