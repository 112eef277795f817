{% macro personal_days(gap_count, gap_days) -%}
    cast(floor(round({{ gap_count }} * {{ gap_days }}, 6)) as bigint)
{%- endmacro %}
