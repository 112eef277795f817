{% macro number_component_nodes(target, sql, columns) -%}
    {%- set needed = ['left_node', 'right_node'] + columns -%}
    {%- set input = create_component_table(
        component_table(target, 'input'), component_input_sql(sql, columns)
    ) -%}
    {%- set nulls = run_query(
        'select count(*) from ' ~ input
        ~ ' where ' ~ (needed | join(' is null or ')) ~ ' is null'
    ).rows[0][0] -%}
    {%- if nulls > 0 -%}
        {%- do drop_component_tables(target) -%}
        {%- do exceptions.raise_compiler_error(
            nulls ~ ' edges of ' ~ target.identifier
            ~ ' have a null in ' ~ (needed[:-1] | join(', ')) ~ ' or ' ~ needed[-1]
            ~ '; filter them in the model'
        ) -%}
    {%- endif -%}
    {%- set nodes = create_component_table(
        component_table(target, 'nodes'), component_nodes_sql(input)
    ) -%}
    {%- do create_component_table(
        component_table(target, 'clashes'), component_clashes_sql(nodes)
    ) -%}
{%- endmacro %}
