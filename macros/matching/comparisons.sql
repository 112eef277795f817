{% macro comparisons() -%}
    {{ return([
        'given_name', 'family_name', 'birth_date', 'gender', 'email', 'phone', 'address',
        'unique_identifier',
    ]) }}
{%- endmacro %}
