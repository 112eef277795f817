{% macro adds_to_order(line_type) -%}
    {{ line_type }} in ('goods', 'service', 'adjustment')
{%- endmacro %}
