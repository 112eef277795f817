{% macro component_clashes_sql(nodes) -%}
with

clashing_hashes as (

    select node_hash
    from {{ nodes }}
    group by node_hash
    having count(*) > 1

),

final as (

    select
        nodes.node,
        -row_number() over (order by nodes.node) as node_id
    from {{ nodes }} as nodes
    inner join clashing_hashes on nodes.node_hash = clashing_hashes.node_hash

)

select * from final
{%- endmacro %}
