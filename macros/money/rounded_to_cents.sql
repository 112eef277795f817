{% macro rounded_to_cents(number) -%}
    {#- Rounded to six places first, where the engines agree, then as a decimal to cents. -#}
    cast(
        round(cast(round({{ number }}, 6) as decimal(28, 6)), 2) as decimal(18, 2)
    )
{%- endmacro %}
