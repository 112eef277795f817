{% macro in_base_currency(amount, digits=2) -%}
    {#- Most records are in the base currency, and decimals multiply slowly. -#}
    case
        when rate_to_base = 1
            then cast(round({{ amount }}, {{ digits }}) as decimal(18, {{ digits }}))
        else {{ money_product(amount, 'rate_to_base', digits) }}
    end
{%- endmacro %}
