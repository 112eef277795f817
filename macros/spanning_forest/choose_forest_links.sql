{% macro choose_forest_links(target, links, max_rounds) -%}
    {%- set now = namespace(round=0, links=create_component_table(
        component_table(target, 'links_0'),
        "select left_id, right_id, link_rank, 'new' as verdict from " ~ links
    )) -%}
    {%- set now.left = run_query('select count(*) from ' ~ now.links).rows[0][0] -%}
    {%- for round in range(1, max_rounds + 1) -%}
        {%- if now.left > 0 -%}
            {%- set chosen = create_component_table(
                component_table(target, 'chosen_' ~ round),
                chosen_links_sql(now.links)
            ) -%}
            {%- set joins = join_along_chosen_links(target, round, chosen, max_rounds) -%}
            {%- set next = create_component_table(
                component_table(target, 'links_' ~ round),
                joined_links_sql(now.links, joins)
            ) -%}
            {%- do adapter.drop_relation(joins) -%}
            {%- do adapter.drop_relation(now.links) -%}
            {%- set now.links = next -%}
            {%- set now.round = round -%}
            {%- set now.left = run_query(
                'select count(*) from ' ~ next
            ).rows[0][0] -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if now.left > 0 -%}
        {%- do drop_component_tables(target) -%}
        {%- do exceptions.raise_compiler_error(
            'connected_components: ' ~ target.identifier ~ ' has not converged: ' ~ now.left
            ~ ' links are left after ' ~ max_rounds
            ~ ' rounds; raise the config max_rounds'
        ) -%}
    {%- endif -%}
    {{ return(now.round) }}
{%- endmacro %}
