{% macro contested_value_ctes(marks) -%}
pair_values as (

    select
        ends.group_id,
        marks.mark_type,
        marks.mark_value,
        max(ends.in_left) as in_left,
        max(ends.in_right) as in_right
    from ends
    inner join {{ marks }} as marks on ends.cluster_id = marks.cluster_id
    group by ends.group_id, marks.mark_type, marks.mark_value

),

-- Where one side has every value of both, the union adds nothing to it.
contested_types as (

    select
        group_id,
        mark_type
    from pair_values
    group by group_id, mark_type
    having count(*) > sum(in_left) and count(*) > sum(in_right)

),

mark_values as (

    select
        pair_values.group_id,
        pair_values.mark_type,
        pair_values.mark_value,
        cast(0 as bigint) as mark_rank
    from pair_values
    inner join contested_types
        on pair_values.group_id = contested_types.group_id
        and pair_values.mark_type = contested_types.mark_type

)
{%- endmacro %}
