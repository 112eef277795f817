{% macro component_neighbours_sql(edges) -%}
with

directed_edges as (

    select left_id as node_id, right_id as neighbour_id from {{ edges }}
    union all
    select right_id as node_id, left_id as neighbour_id from {{ edges }}

),

final as (

    select
        node_id,
        min(neighbour_id) as neighbour_id
    from directed_edges
    group by node_id

)

select * from final
{%- endmacro %}
