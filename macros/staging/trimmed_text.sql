{% macro trimmed_text(text) -%}
    {{ adapter.dispatch('trimmed_text', 'idic')(text) }}
{%- endmacro %}

{% macro duckdb__trimmed_text(text) -%}
    {#- Trimming costs three times as much as finding that there is nothing to trim: plain
        ASCII that neither begins nor ends with a blank. -#}
    case
        when {{ text }} >= '!'
            and {{ text }} not like '% '
            and {{ is_ascii(text) }}
            then {{ text }}
        else nullif(trim({{ text }}), '')
    end
{%- endmacro %}

{% macro spark__trimmed_text(text) -%}
    nullif(regexp_replace({{ text }}, r'^\p{Zs}+|\p{Zs}+$', ''), '')
{%- endmacro %}
