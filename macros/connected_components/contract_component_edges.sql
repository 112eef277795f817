{% macro contract_component_edges(target, max_rounds) -%}
    {%- set first = component_table(target, 'edges_0') -%}
    {%- set state = namespace(
        edges=first,
        rounds=0,
        left=run_query('select count(*) from ' ~ first).rows[0][0]
    ) -%}
    {%- for round in range(1, max_rounds + 1) -%}
        {%- if state.left > 0 -%}
            {%- set neighbours = create_component_table(
                component_table(target, 'neighbours_' ~ round),
                component_neighbours_sql(state.edges)
            ) -%}
            {%- set labels = create_component_table(
                component_table(target, 'labels_' ~ round),
                component_labels_sql(neighbours)
            ) -%}
            {%- do adapter.drop_relation(neighbours) -%}
            {%- set contracted = create_component_table(
                component_table(target, 'edges_' ~ round),
                component_contraction_sql(state.edges, labels)
            ) -%}
            {%- do adapter.drop_relation(state.edges) -%}
            {%- set state.edges = contracted -%}
            {%- set state.rounds = round -%}
            {%- set state.left = run_query(
                'select count(*) from ' ~ contracted
            ).rows[0][0] -%}
            {%- do log(
                'connected_components: ' ~ target.identifier ~ ' round ' ~ round
                ~ ', ' ~ state.left ~ ' edges left'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if state.left > 0 -%}
        {%- do drop_component_tables(target) -%}
        {%- do exceptions.raise_compiler_error(
            'connected_components: ' ~ target.identifier ~ ' has not converged: '
            ~ state.left ~ ' edges are left after ' ~ max_rounds
            ~ ' rounds; raise the config max_rounds'
        ) -%}
    {%- endif -%}
    {{ return(state.rounds) }}
{%- endmacro %}
