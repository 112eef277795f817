{% macro response_score() -%}
    quantity_ratio - quantity * fitted_ratio / fitted
{%- endmacro %}
