{% macro money_product(factor, amount) -%}
    {#- decimal(18, 4) times decimal(18, 4) overflows, (19, 4) times (18, 8) never does. -#}
    cast(round(cast({{ factor }} as decimal(19, 4)) * {{ amount }}, 2) as decimal(18, 2))
{%- endmacro %}
