{% macro resolve_broken_components(target, members, marks, limits, max_rounds) -%}
    {%- set crowds = create_component_table(
        component_table(target, 'crowds'), crowded_marks_sql(members, marks, limits)
    ) -%}
    {%- set broken = create_component_table(
        component_table(target, 'broken'), broken_nodes_sql(members, crowds, limits)
    ) -%}
    {%- if run_query('select count(*) from ' ~ broken).rows[0][0] == 0 -%}
        {{ return(members) }}
    {%- endif -%}
    {%- set links = create_component_table(
        component_table(target, 'links'),
        ranked_links_sql(
            component_table(target, 'input'), broken, ['weight', 'is_forced']
        )
    ) -%}
    {#- What must be one is one before anything is judged. -#}
    {%- do create_component_table(
        component_table(target, 'edges_0'),
        'select left_id, right_id from ' ~ links ~ ' where is_forced'
    ) -%}
    {%- set rounds = contract_component_edges(target, max_rounds) -%}
    {%- set clusters = create_component_table(
        component_table(target, 'clusters_0'),
        components_sql(target, rounds, 'select node, node_id from ' ~ broken)
    ) -%}
    {%- set cluster_links = create_component_table(
        component_table(target, 'links_0'), cluster_links_sql(links, clusters)
    ) -%}
    {%- set cluster_marks = create_component_table(
        component_table(target, 'marks_0'), cluster_marks_sql(marks, limits, clusters)
    ) -%}
    {{ return(unite_clusters(
        target, clusters, cluster_links, cluster_marks, limits, max_rounds
    )) }}
{%- endmacro %}
