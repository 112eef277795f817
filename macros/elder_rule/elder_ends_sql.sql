{% macro elder_ends_sql(links) -%}
with

directed_links as (

    select
        left_node as node,
        right_node as neighbour,
        known_at,
        link_rule
    from {{ links }}

    union all

    select
        right_node as node,
        left_node as neighbour,
        known_at,
        link_rule
    from {{ links }}

),

ranked_links as (

    select
        *,
        row_number() over (
            partition by node
            order by known_at asc, neighbour asc, link_rule asc
        ) as link_rank
    from directed_links
    where node != neighbour

),

final as (

    select
        node,
        neighbour as heir_node,
        known_at as ended_at,
        link_rule
    from ranked_links
    where link_rank = 1
        and neighbour < node

)

select * from final
{%- endmacro %}
