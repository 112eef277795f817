{% macro listed_value(word, list) -%}
    case
        when {{ word }} is not null then coalesce({{ list }}.list_value, 'other')
    end
{%- endmacro %}
