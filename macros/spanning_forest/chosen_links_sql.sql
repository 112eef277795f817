{% macro chosen_links_sql(links) -%}
with

{{ best_rank_ctes(links, 'new') }},

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
