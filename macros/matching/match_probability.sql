{% macro match_probability(match_weight) -%}
    round(1 / (1 + power(2.0, -({{ match_weight }}))), 9)
{%- endmacro %}
