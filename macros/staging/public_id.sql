{% macro public_id(raw_id, source_system='source_system') -%}
    {{ source_system }} || ':' || {{ raw_id }}
{%- endmacro %}
