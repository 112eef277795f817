{% macro is_product_line(line_type) -%}
    {{ line_type }} in ('goods', 'service')
{%- endmacro %}
