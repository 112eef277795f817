{% macro in_base_currency(amount) -%}
    {{ money_product(amount, 'rate_to_base') }}
{%- endmacro %}
