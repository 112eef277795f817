{% macro judged_links_sql(links, marks, limits) -%}
with

ends as (

    select link_rank as group_id, left_id as cluster_id, 1 as in_left, 0 as in_right
    from {{ links }}
    where verdict = 'new'

    union all

    select link_rank as group_id, right_id as cluster_id, 0 as in_left, 1 as in_right
    from {{ links }}
    where verdict = 'new'

),

{{ contested_value_ctes(marks) }},

{{ overrun_ctes(limits) }},

refused as (

    select group_id
    from overruns
    group by group_id

),

final as (

    select
        links.left_id,
        links.right_id,
        links.link_rank,
        case
            when links.verdict <> 'new' then links.verdict
            when refused.group_id is null then 'open'
            else 'refused'
        end as verdict
    from {{ links }} as links
    left join refused on links.link_rank = refused.group_id

)

select * from final
{%- endmacro %}
