{% macro best_rank_ctes(links, verdict) -%}
ends as (

    select left_id as cluster_id, right_id as other_id, link_rank
    from {{ links }}
    where verdict = '{{ verdict }}'

    union all

    select right_id as cluster_id, left_id as other_id, link_rank
    from {{ links }}
    where verdict = '{{ verdict }}'

),

best_ranks as (

    select
        cluster_id,
        min(link_rank) as link_rank
    from ends
    group by cluster_id

)
{%- endmacro %}
