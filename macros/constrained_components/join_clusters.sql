{% macro join_clusters(target, round, clusters, judged, marks, limits) -%}
    {%- set groups = create_component_table(
        component_table(target, 'groups_' ~ round), link_groups_sql(judged)
    ) -%}
    {%- set joins = create_component_table(
        component_table(target, 'joins_' ~ round),
        group_joins_sql(judged, groups, marks, limits)
    ) -%}
    {%- set next = {
        'clusters': create_component_table(
            component_table(target, 'clusters_' ~ round),
            joined_clusters_sql(clusters, joins)
        ),
        'links': create_component_table(
            component_table(target, 'links_' ~ round),
            joined_links_sql(judged, joins)
        ),
        'marks': create_component_table(
            component_table(target, 'marks_' ~ round),
            joined_marks_sql(marks, joins)
        ),
    } -%}
    {%- for table in [groups, joins, clusters, judged, marks] -%}
        {%- do adapter.drop_relation(table) -%}
    {%- endfor -%}
    {{ return(next) }}
{%- endmacro %}
