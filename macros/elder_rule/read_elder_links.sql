{% macro read_elder_links(target, sql) -%}
    {%- set links = create_component_table(
        component_table(target, 'links_0'), elder_input_sql(sql)
    ) -%}
    {%- set nulls = run_query(
        'select count(*) from ' ~ links
        ~ ' where left_node is null or right_node is null or known_at is null'
    ).rows[0][0] -%}
    {%- if nulls > 0 -%}
        {%- do drop_elder_tables(target) -%}
        {%- do exceptions.raise_compiler_error(
            'elder_rule: ' ~ nulls ~ ' links of ' ~ target.identifier
            ~ ' have a null in left_node, right_node or known_at;'
            ~ ' filter or date them in the model'
        ) -%}
    {%- endif -%}
    {{ return(links) }}
{%- endmacro %}
