{% macro whole_quotient(dividend, divisor) -%}
    {#- What divides without rest has a quotient that a double holds or rounds to. -#}
    cast(
        round(({{ dividend }} - ({{ dividend }}) % ({{ divisor }})) / ({{ divisor }}))
        as bigint
    )
{%- endmacro %}
