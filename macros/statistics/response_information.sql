{% macro response_information() -%}
    quantity / fitted * greatest(fitted_square - fitted_ratio * fitted_ratio / fitted, 0)
{%- endmacro %}
