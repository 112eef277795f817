{% macro forest_query(target, sql, max_rounds) -%}
    {%- do number_component_nodes(target, sql, ['weight']) -%}
    {%- set members = create_component_table(
        component_table(target, 'members'), component_ids_sql(target)
    ) -%}
    {%- set links = create_component_table(
        component_table(target, 'links'),
        ranked_links_sql(component_table(target, 'input'), members, ['weight'])
    ) -%}
    {%- set rounds = choose_forest_links(target, links, max_rounds) -%}
    {{ return(forest_sql(target, links, members, rounds)) }}
{%- endmacro %}
