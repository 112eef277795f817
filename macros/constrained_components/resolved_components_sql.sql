{% macro resolved_components_sql(members, clusters) -%}
with

final as (

    select
        members.node,
        coalesce(clusters.component, members.component) as component
    from {{ members }} as members
    left join {{ clusters }} as clusters on members.node_id = clusters.node_id

)

select * from final
{%- endmacro %}
