{% macro conflict_ctes(limits) -%}
limited_values as (

    select
        mark_values.*,
        limits.limit_count,
        limits.tolerance,
        row_number() over (
            partition by mark_values.group_id, mark_values.mark_type
            order by mark_values.mark_rank, mark_values.mark_value
        ) as value_number
    from mark_values
    inner join {{ limits }} as limits
        on mark_values.mark_type = limits.mark_type

),

-- Values of which each is one slip from each are few: of more than a hundred above the
-- limit the first hundred are compared, and what comes later is over the limit.
compared_values as (

    select *
    from limited_values
    where tolerance <> 'exact' and value_number <= limit_count + 100

),

conflicts as (

    select
        left_values.group_id,
        left_values.mark_type,
        left_values.mark_value,
        right_values.mark_value as other_value,
        left_values.limit_count,
        greatest(left_values.mark_rank, right_values.mark_rank) as mark_rank,
        row_number() over (
            partition by
                left_values.group_id, left_values.mark_type, left_values.mark_value
            order by
                greatest(left_values.mark_rank, right_values.mark_rank),
                right_values.mark_value
        ) as conflict_number
    from compared_values as left_values
    inner join compared_values as right_values
        on left_values.group_id = right_values.group_id
        and left_values.mark_type = right_values.mark_type
    where not {{ is_slip(
        'left_values.tolerance', 'left_values.mark_value', 'right_values.mark_value'
    ) }}

)
{%- endmacro %}
