{% macro ranked_links_sql(input, members, columns) -%}
with

pairs as (

    select
        least(left_node, right_node) as left_node,
        greatest(left_node, right_node) as right_node,
        {% if 'is_forced' in columns -%}
        max(case when is_forced then 1 else 0 end) = 1 as is_forced,
        {% endif -%}
        max(weight) as weight
    from {{ input }}
    where left_node <> right_node
    group by least(left_node, right_node), greatest(left_node, right_node)

),

-- Ties go by a hash that both engines share: in the order of names a chain would be
-- united end by end, one link a round.
final as (

    select
        left_nodes.node_id as left_id,
        right_nodes.node_id as right_id,
        {% if 'is_forced' in columns -%}
        pairs.is_forced,
        {% endif -%}
        row_number() over (
            order by
                pairs.weight desc,
                md5(pairs.left_node || ' ' || pairs.right_node),
                pairs.left_node,
                pairs.right_node
        ) as link_rank
    from pairs
    inner join {{ members }} as left_nodes on pairs.left_node = left_nodes.node
    inner join {{ members }} as right_nodes on pairs.right_node = right_nodes.node

)

select * from final
{%- endmacro %}
