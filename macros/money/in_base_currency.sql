{% macro in_base_currency(amount, rate='rate_to_base') -%}
    cast(round(cast({{ amount }} as decimal(19, 4)) * {{ rate }}, 2) as decimal(18, 2))
{%- endmacro %}
