{% macro response_moments(responses, elasticity) -%}
    {%- set fitted -%}
        {{ responses }}.line_count * exp({{ elasticity }} * {{ responses }}.log_ratio)
    {%- endset -%}
    {%- set log_ratio = responses ~ '.log_ratio' -%}
    cast(sum({{ responses }}.quantity) as double) as quantity,
    {{ rounded_sum('cast(' ~ responses ~ '.quantity as double) * ' ~ log_ratio) }}
        as quantity_ratio,
    {{ rounded_sum(fitted) }} as fitted,
    {{ rounded_sum(fitted ~ ' * ' ~ log_ratio) }} as fitted_ratio,
    {{ rounded_sum(fitted ~ ' * ' ~ log_ratio ~ ' * ' ~ log_ratio) }} as fitted_square
{%- endmacro %}
