{% macro component_edges_sql(input, clashes) -%}
with

numbered_edges as (

    select
        coalesce(
            left_clashes.node_id, {{ component_hash('edges.left_node') }}
        ) as left_id,
        coalesce(
            right_clashes.node_id, {{ component_hash('edges.right_node') }}
        ) as right_id
    from {{ input }} as edges
    left join {{ clashes }} as left_clashes
        on edges.left_node = left_clashes.node
    left join {{ clashes }} as right_clashes
        on edges.right_node = right_clashes.node

),

final as (

    select
        left_id,
        right_id
    from numbered_edges
    where left_id <> right_id

)

select * from final
{%- endmacro %}
