{% macro first_missing_column(names) -%}
    case
    {%- for name in names %}
        when {{ name }} is null then '{{ name }}'
    {%- endfor %}
    end
{%- endmacro %}
