{% macro judged_links_sql(links, marks, limits) -%}
with

ends as (

    select link_rank, left_id as cluster_id, 1 as in_left, 0 as in_right
    from {{ links }}
    where verdict = 'new'

    union all

    select link_rank, right_id as cluster_id, 0 as in_left, 1 as in_right
    from {{ links }}
    where verdict = 'new'

),

pair_values as (

    select
        ends.link_rank,
        marks.mark_type,
        marks.mark_value,
        max(ends.in_left) as in_left,
        max(ends.in_right) as in_right
    from ends
    inner join {{ marks }} as marks on ends.cluster_id = marks.cluster_id
    group by ends.link_rank, marks.mark_type, marks.mark_value

),

-- Where one side has every value of both, the union adds nothing to it.
contested_types as (

    select
        link_rank,
        mark_type
    from pair_values
    group by link_rank, mark_type
    having count(*) > sum(in_left) and count(*) > sum(in_right)

),

mark_values as (

    select
        pair_values.link_rank as group_id,
        pair_values.mark_type,
        pair_values.mark_value,
        cast(0 as bigint) as mark_rank
    from pair_values
    inner join contested_types
        on pair_values.link_rank = contested_types.link_rank
        and pair_values.mark_type = contested_types.mark_type

),

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
