{% macro line_amount(quantity, unit_price) -%}
    case
        when {{ quantity }} = 0 then cast(0 as decimal(18, 2))
        else cast(
            round(cast({{ quantity }} as decimal(19, 4)) * {{ unit_price }}, 2)
            as decimal(18, 2)
        )
    end
{%- endmacro %}
