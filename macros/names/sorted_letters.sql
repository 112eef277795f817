{% macro sorted_letters(text) -%}
    {{ adapter.dispatch('sorted_letters', 'idic')(text) }}
{%- endmacro %}

{% macro duckdb__sorted_letters(text) -%}
    array_to_string(list_sort(string_split({{ text }}, '')), '')
{%- endmacro %}

{% macro spark__sorted_letters(text) -%}
    array_join(sort_array(split({{ text }}, '')), '')
{%- endmacro %}
