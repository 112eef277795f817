{% macro join_along_chosen_links(target, round, chosen, max_rounds) -%}
    {%- do create_component_table(
        component_table(target, 'edges_0'), 'select left_id, right_id from ' ~ chosen
    ) -%}
    {%- set rounds = contract_component_edges(target, max_rounds) -%}
    {%- set ids -%}
        select left_id as node, left_id as node_id from {{ chosen }}
        union
        select right_id as node, right_id as node_id from {{ chosen }}
    {%- endset -%}
    {%- set names = create_component_table(
        component_table(target, 'clusters_' ~ round),
        components_sql(target, rounds, ids)
    ) -%}
    {%- set joins = create_component_table(
        component_table(target, 'joins_' ~ round),
        'select node_id as cluster_id, component as label_id from ' ~ names
    ) -%}
    {%- do adapter.drop_relation(names) -%}
    {%- do drop_component_labels(target, rounds) -%}
    {{ return(joins) }}
{%- endmacro %}
