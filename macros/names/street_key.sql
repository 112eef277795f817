{% macro street_key(address) -%}
    replace(replace(replace(replace({{ name_key(address) }},
        'strasse', 'str'), 'street', 'st'), 'avenue', 'av'), 'road', 'rd')
{%- endmacro %}
