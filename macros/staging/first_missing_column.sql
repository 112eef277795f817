{% macro first_missing_column(names, relation) -%}
    case
    {%- for name in names %}
        when {{ relation }}.{{ name }} is null then '{{ name }}'
    {%- endfor %}
    end
{%- endmacro %}
