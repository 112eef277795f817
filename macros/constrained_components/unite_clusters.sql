{% macro unite_clusters(target, clusters, links, marks, limits, max_rounds) -%}
    {%- set now = namespace(
        clusters=clusters, links=links, marks=marks, round=0, open=1
    ) -%}
    {%- for round in range(1, max_rounds + 1) -%}
        {%- if now.open > 0 -%}
            {%- set judged = create_component_table(
                component_table(target, 'judged_' ~ round),
                judged_links_sql(now.links, now.marks, limits)
            ) -%}
            {%- set now.open = run_query(
                'select count(*) from ' ~ judged ~ " where verdict = 'open'"
            ).rows[0][0] -%}
            {%- do log(
                'connected_components: ' ~ target.identifier ~ ' union ' ~ round
                ~ ', ' ~ now.open ~ ' links open'
            ) -%}
            {%- do adapter.drop_relation(now.links) -%}
            {%- set now.links = judged -%}
        {%- endif -%}
        {%- if now.open > 0 -%}
            {%- set next = join_clusters(
                target, round, now.clusters, now.links, now.marks, limits
            ) -%}
            {%- set now.clusters = next.clusters -%}
            {%- set now.links = next.links -%}
            {%- set now.marks = next.marks -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if now.open > 0 -%}
        {%- do log(
            'connected_components: ' ~ target.identifier ~ ' is not done after '
            ~ max_rounds ~ ' unions; what is left stays apart (config max_rounds)',
            info=true
        ) -%}
    {%- endif -%}
    {{ return(now.clusters) }}
{%- endmacro %}
