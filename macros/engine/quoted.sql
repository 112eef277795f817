{% macro quoted(text) -%}
    {{ return(adapter.dispatch('quoted', 'idic')(text)) }}
{%- endmacro %}

{% macro default__quoted(text) -%}
    {{ return(dbt.string_literal(dbt.escape_single_quotes(text))) }}
{%- endmacro %}

{% macro spark__quoted(text) -%}
    {#- A backslash within a text is one character only when doubled. -#}
    {{ return("'" ~ text | replace('\\', '\\\\') | replace("'", "\\'") ~ "'") }}
{%- endmacro %}
