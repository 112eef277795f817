{% macro contract_elder_links(target, max_rounds) -%}
    {%- set first = component_table(target, 'links_0') -%}
    {%- set state = namespace(
        links=first,
        rounds=0,
        left=run_query(
            'select count(*) from ' ~ first ~ ' where left_node != right_node'
        ).rows[0][0]
    ) -%}
    {%- for round in range(1, max_rounds + 1) -%}
        {%- if state.left > 0 -%}
            {%- set followed = follow_elder_heirs(
                target, 'jumps_' ~ round, elder_ends_sql(state.links)
            ) -%}
            {%- set ends = create_component_table(
                component_table(target, 'ends_' ~ round),
                'select * from ' ~ followed
            ) -%}
            {%- do adapter.drop_relation(followed) -%}
            {%- set contracted = create_component_table(
                component_table(target, 'links_' ~ round),
                elder_contraction_sql(state.links, ends)
            ) -%}
            {%- if round > 1 -%}
                {%- do adapter.drop_relation(state.links) -%}
            {%- endif -%}
            {%- set state.links = contracted -%}
            {%- set state.rounds = round -%}
            {%- set state.left = run_query(
                'select count(*) from ' ~ contracted
            ).rows[0][0] -%}
            {%- do log(
                'elder_rule: ' ~ target.identifier ~ ' round ' ~ round
                ~ ', ' ~ state.left ~ ' links left'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if state.left > 0 -%}
        {%- do drop_elder_tables(target) -%}
        {%- do exceptions.raise_compiler_error(
            'elder_rule: ' ~ target.identifier ~ ' has not converged: '
            ~ state.left ~ ' links are left after ' ~ max_rounds
            ~ ' rounds; raise the config max_rounds'
        ) -%}
    {%- endif -%}
    {{ return(state.rounds) }}
{%- endmacro %}
