{% macro overrun_ctes(limits) -%}
{{ conflict_ctes(limits) }},

excesses as (

    select group_id, mark_type, mark_rank
    from limited_values
    where value_number > limit_count
        + case when tolerance = 'exact' then 0 else 100 end

    union all

    select group_id, mark_type, mark_rank
    from conflicts
    where conflict_number >= limit_count

),

overruns as (

    select
        group_id,
        mark_type,
        min(mark_rank) as over_rank
    from excesses
    group by group_id, mark_type

)
{%- endmacro %}
