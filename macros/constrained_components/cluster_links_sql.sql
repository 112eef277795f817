{% macro cluster_links_sql(links, clusters) -%}
with

final as (

    select
        least(left_clusters.component, right_clusters.component) as left_id,
        greatest(left_clusters.component, right_clusters.component) as right_id,
        min(links.link_rank) as link_rank,
        'new' as verdict
    from {{ links }} as links
    inner join {{ clusters }} as left_clusters
        on links.left_id = left_clusters.node_id
    inner join {{ clusters }} as right_clusters
        on links.right_id = right_clusters.node_id
    where left_clusters.component <> right_clusters.component
    group by
        least(left_clusters.component, right_clusters.component),
        greatest(left_clusters.component, right_clusters.component)

)

select * from final
{%- endmacro %}
