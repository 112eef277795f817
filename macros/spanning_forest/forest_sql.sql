{% macro forest_sql(target, links, members, rounds) -%}
with

chosen as (

    {% for round in range(1, rounds + 1) -%}
    select link_rank from {{ component_table(target, 'chosen_' ~ round) }}
    union all
    {% endfor -%}
    select link_rank from {{ links }} where 1 = 0

),

final as (

    select
        least(left_nodes.node, right_nodes.node) as left_node,
        greatest(left_nodes.node, right_nodes.node) as right_node
    from chosen
    inner join {{ links }} as links on chosen.link_rank = links.link_rank
    inner join {{ members }} as left_nodes on links.left_id = left_nodes.node_id
    inner join {{ members }} as right_nodes on links.right_id = right_nodes.node_id

)

select * from final
{%- endmacro %}
