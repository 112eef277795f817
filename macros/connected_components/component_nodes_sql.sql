{% macro component_nodes_sql(input) -%}
with

ends as (

    select left_node as node from {{ input }}
    union all
    select right_node as node from {{ input }}

),

final as (

    select
        node,
        {{ component_hash('node') }} as node_hash
    from ends
    group by node

)

select * from final
{%- endmacro %}
