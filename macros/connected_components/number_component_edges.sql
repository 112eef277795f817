{% macro number_component_edges(target) -%}
    {%- do create_component_table(
        component_table(target, 'edges_0'),
        component_edges_sql(
            component_table(target, 'input'), component_table(target, 'clashes')
        )
    ) -%}
{%- endmacro %}
