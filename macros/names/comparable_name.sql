{% macro comparable_name(name) -%}
    replace(replace(replace({{ name_key(name) }}, 'ae', 'a'), 'oe', 'o'), 'ue', 'u')
{%- endmacro %}
