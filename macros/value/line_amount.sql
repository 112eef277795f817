{% macro line_amount(quantity, unit_price) -%}
    case
        when {{ quantity }} = 0 then cast(0 as decimal(18, 2))
        else {{ money_product(quantity, unit_price) }}
    end
{%- endmacro %}
