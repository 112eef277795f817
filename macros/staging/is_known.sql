{% macro is_known(recorded_at, as_of_date) -%}
    coalesce({{ recorded_at }} < {{ add_days(as_of_date, 1) }}, true)
{%- endmacro %}
