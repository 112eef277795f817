{% macro number_component_nodes(target, sql, is_weighted) -%}
    {%- set needed = ['left_node', 'right_node']
        + (['weight', 'is_forced'] if is_weighted else []) -%}
    {%- set input = create_component_table(
        component_table(target, 'input'), component_input_sql(sql, is_weighted)
    ) -%}
    {%- set nulls = run_query(
        'select count(*) from ' ~ input
        ~ ' where ' ~ (needed | join(' is null or ')) ~ ' is null'
    ).rows[0][0] -%}
    {%- if nulls > 0 -%}
        {%- do drop_component_tables(target) -%}
        {%- do exceptions.raise_compiler_error(
            'connected_components: ' ~ nulls ~ ' edges of ' ~ target.identifier
            ~ ' have a null in ' ~ (needed[:-1] | join(', ')) ~ ' or ' ~ needed[-1]
            ~ '; filter them in the model'
        ) -%}
    {%- endif -%}
    {%- set nodes = create_component_table(
        component_table(target, 'nodes'), component_nodes_sql(input)
    ) -%}
    {%- set clashes = create_component_table(
        component_table(target, 'clashes'), component_clashes_sql(nodes)
    ) -%}
    {%- do create_component_table(
        component_table(target, 'edges_0'), component_edges_sql(input, clashes)
    ) -%}
    {%- if not is_weighted -%}
        {%- do adapter.drop_relation(input) -%}
    {%- endif -%}
{%- endmacro %}
