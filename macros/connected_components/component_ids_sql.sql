{% macro component_ids_sql(target) -%}
    select
        nodes.node,
        coalesce(clashes.node_id, nodes.node_hash) as node_id
    from {{ component_table(target, 'nodes') }} as nodes
    left join {{ component_table(target, 'clashes') }} as clashes
        on nodes.node = clashes.node
{%- endmacro %}
