{% macro chosen_links_sql(links) -%}
with

ends as (

    select left_id as cluster_id, link_rank from {{ links }}
    union all
    select right_id as cluster_id, link_rank from {{ links }}

),

best_ranks as (

    select
        cluster_id,
        min(link_rank) as link_rank
    from ends
    group by cluster_id

),

chosen_ranks as (

    select link_rank
    from best_ranks
    group by link_rank

),

final as (

    select
        links.left_id,
        links.right_id,
        links.link_rank
    from {{ links }} as links
    inner join chosen_ranks on links.link_rank = chosen_ranks.link_rank

)

select * from final
{%- endmacro %}
