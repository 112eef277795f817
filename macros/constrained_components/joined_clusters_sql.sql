{% macro joined_clusters_sql(clusters, joins) -%}
with

final as (

    select
        clusters.node,
        clusters.node_id,
        coalesce(joins.label_id, clusters.component) as component
    from {{ clusters }} as clusters
    left join {{ joins }} as joins on clusters.component = joins.cluster_id

)

select * from final
{%- endmacro %}
