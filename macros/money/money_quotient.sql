{% macro money_quotient(amount, divisor) -%}
    {{ rounded_to_cents('cast(' ~ amount ~ ' as double) / ' ~ divisor) }}
{%- endmacro %}
