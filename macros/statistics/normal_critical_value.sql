{% macro normal_critical_value(tail_probability) -%}
    {#- Abramowitz and Stegun 1964, equation 26.2.23: off by less than 4.5e-4. -#}
    {%- set t = 'sqrt(-2 * ln(' ~ tail_probability ~ '))' -%}
    round(
        {{ t }}
        - (2.515517 + {{ t }} * (0.802853 + {{ t }} * 0.010328))
        / (1 + {{ t }} * (1.432788 + {{ t }} * (0.189269 + {{ t }} * 0.001308))),
        9
    )
{%- endmacro %}
