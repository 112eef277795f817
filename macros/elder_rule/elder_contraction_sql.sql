{% macro elder_contraction_sql(links, ends) -%}
with

renamed_links as (

    select
        coalesce(left_ends.heir_node, links.left_node) as left_node,
        coalesce(right_ends.heir_node, links.right_node) as right_node,
        links.known_at,
        links.link_rule
    from {{ links }} as links
    left join {{ ends }} as left_ends
        on links.left_node = left_ends.node
    left join {{ ends }} as right_ends
        on links.right_node = right_ends.node

),

ranked_links as (

    select
        least(left_node, right_node) as left_node,
        greatest(left_node, right_node) as right_node,
        known_at,
        link_rule,
        row_number() over (
            partition by
                least(left_node, right_node),
                greatest(left_node, right_node)
            order by known_at asc, link_rule asc
        ) as link_rank
    from renamed_links
    where left_node != right_node

),

final as (

    select
        left_node,
        right_node,
        known_at,
        link_rule
    from ranked_links
    where link_rank = 1

)

select * from final
{%- endmacro %}
