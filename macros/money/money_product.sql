{% macro money_product(factor, amount, digits=2) -%}
    {#- decimal(18, 4) times decimal(18, 4) overflows, (19, 4) times (18, 8) never does. -#}
    cast(
        round(cast({{ factor }} as decimal(19, 4)) * {{ amount }}, {{ digits }})
        as decimal(18, {{ digits }})
    )
{%- endmacro %}
