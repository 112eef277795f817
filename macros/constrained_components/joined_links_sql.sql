{% macro joined_links_sql(judged, joins) -%}
with

relabelled as (

    select
        coalesce(left_joins.label_id, links.left_id) as left_id,
        coalesce(right_joins.label_id, links.right_id) as right_id,
        links.link_rank,
        case
            when left_joins.label_id is null and right_joins.label_id is null
                then links.verdict
            else 'new'
        end as verdict
    from {{ judged }} as links
    left join {{ joins }} as left_joins on links.left_id = left_joins.cluster_id
    left join {{ joins }} as right_joins on links.right_id = right_joins.cluster_id

),

final as (

    select
        least(left_id, right_id) as left_id,
        greatest(left_id, right_id) as right_id,
        min(link_rank) as link_rank,
        min(verdict) as verdict
    from relabelled
    where left_id <> right_id
    group by least(left_id, right_id), greatest(left_id, right_id)

)

select * from final
{%- endmacro %}
