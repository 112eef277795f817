{% macro rejected_column() -%}
    coalesce(
        missing_key,
        controlled_key,
        missing_value,
        unreadable_value,
        case when rejection_code = 'implausible_recorded_at' then 'recorded_at' end
    )
{%- endmacro %}
