{% macro rule_columns(rule_names) -%}
    {%- for rule_name in rule_names %}
    max(case when rule_name = '{{ rule_name }}' then threshold end) as {{ rule_name }}
    {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
