{% macro component_query(target, sql, output, marks, limits, max_rounds) -%}
    {%- if output == 'forest' -%}
        {{ return(forest_query(target, sql, max_rounds)) }}
    {%- endif -%}
    {%- do number_component_nodes(
        target, sql, [] if marks is none else ['weight', 'is_forced']
    ) -%}
    {%- do number_component_edges(target) -%}
    {%- if marks is none -%}
        {%- do adapter.drop_relation(component_table(target, 'input')) -%}
    {%- endif -%}
    {%- set rounds = contract_component_edges(target, max_rounds) -%}
    {%- set components = components_sql(target, rounds, component_ids_sql(target)) -%}
    {%- if marks is none -%}
        {{ return(component_result_sql(components)) }}
    {%- endif -%}
    {%- set members = create_component_table(
        component_table(target, 'members'), components
    ) -%}
    {%- do drop_component_labels(target, rounds) -%}
    {%- set clusters = resolve_broken_components(
        target, members, marks, limits, max_rounds
    ) -%}
    {{ return(resolved_components_sql(members, clusters)) }}
{%- endmacro %}
