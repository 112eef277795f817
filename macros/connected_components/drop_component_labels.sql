{% macro drop_component_labels(target, rounds) -%}
    {%- for round in range(1, rounds + 1) -%}
        {%- do adapter.drop_relation(component_table(target, 'labels_' ~ round)) -%}
    {%- endfor -%}
    {%- do adapter.drop_relation(component_table(target, 'edges_' ~ rounds)) -%}
{%- endmacro %}
