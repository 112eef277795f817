{% macro quintile_score(position, total) -%}
    cast(least(5, 1 + floor(5 * ({{ position }} - 1) / {{ total }})) as bigint)
{%- endmacro %}
