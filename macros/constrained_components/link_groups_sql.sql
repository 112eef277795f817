{% macro link_groups_sql(judged) -%}
with

{{ best_rank_ctes(judged, 'open') }},

choices as (

    select ends.*
    from ends
    inner join best_ranks
        on ends.cluster_id = best_ranks.cluster_id
        and ends.link_rank = best_ranks.link_rank

),

-- Two clusters whose strongest link is the same one.
pairs as (

    select
        choices.cluster_id,
        choices.link_rank
    from choices
    inner join best_ranks
        on choices.other_id = best_ranks.cluster_id
        and choices.link_rank = best_ranks.link_rank

),

-- And those whose strongest link leads to one of the two.
final as (

    select
        choices.cluster_id,
        pairs.link_rank as group_id,
        choices.link_rank as join_rank
    from choices
    inner join pairs on choices.other_id = pairs.cluster_id

)

select * from final
{%- endmacro %}
