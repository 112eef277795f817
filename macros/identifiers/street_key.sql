{% macro street_key(address_line) -%}
    {#- The words that name a street are written short everywhere. -#}
    {%- set shortened -%}
        replace(replace(replace(replace(
            {{ folded_text(address_line) }}, 'strasse', 'str'), 'street', 'str'),
            'avenue', 'ave'), 'road', 'rd')
    {%- endset -%}
    nullif({{ replace_pattern(shortened, '[^\\p{L}0-9]', '') }}, '')
{%- endmacro %}
