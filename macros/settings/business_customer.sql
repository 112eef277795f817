{% macro business_customer() -%}
    {%- set value = setting('business_customer', 'account') -%}
    {%- if value not in ['account', 'person'] -%}
        {{ exceptions.raise_compiler_error(
            'The setting business_customer is ' ~ value ~ ': set it to account or person.'
        ) }}
    {%- endif -%}
    {{ return(value) }}
{%- endmacro %}
