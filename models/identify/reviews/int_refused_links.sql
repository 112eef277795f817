-- Of all links between two components the strongest speaks for them.
with

links as (

    select * from {{ ref('int_identity_links') }}

),

components as (

    select * from {{ ref('int_contact_components') }}

),

marks as (

    select * from {{ ref('int_contact_marks') }}

),

limits as (

    select * from {{ ref('int_mark_limits') }}

),

refused as (

    select
        links.left_contact_id,
        links.right_contact_id,
        links.link_rule,
        links.match_weight,
        left_components.component as left_component,
        right_components.component as right_component,
        row_number() over (
            partition by
                least(left_components.component, right_components.component),
                greatest(left_components.component, right_components.component)
            order by
                links.match_weight desc,
                links.link_rule asc,
                links.left_contact_id asc,
                links.right_contact_id asc
        ) as link_rank
    from links
    inner join components as left_components
        on links.left_contact_id = left_components.node
    inner join components as right_components
        on links.right_contact_id = right_components.node
    where left_components.component != right_components.component

),

strongest as (

    select
        *,
        left_contact_id || ' ' || right_contact_id as group_id
    from refused
    where link_rank = 1

),

ends as (

    select
        group_id,
        left_component as cluster_id,
        1 as in_left,
        0 as in_right
    from strongest

    union all

    select
        group_id,
        right_component as cluster_id,
        0 as in_left,
        1 as in_right
    from strongest

),

refused_components as (

    select distinct cluster_id
    from ends

),

component_marks as (

    select distinct
        components.component as cluster_id,
        marks.mark_type,
        marks.mark_value
    from refused_components
    inner join components
        on refused_components.cluster_id = components.component
    inner join marks
        on components.node = marks.node

),

{{ contested_value_ctes('component_marks') }},

{{ overrun_ctes('limits') }},

broken_limits as (

    select
        group_id,
        min(mark_type) as mark_type,
        count(*) as mark_type_count
    from overruns
    group by group_id

),

final as (

    select
        strongest.left_contact_id,
        strongest.right_contact_id,
        strongest.link_rule,
        strongest.match_weight,
        broken_limits.mark_type,
        coalesce(broken_limits.mark_type_count, 0) as mark_type_count
    from strongest
    left join broken_limits
        on strongest.group_id = broken_limits.group_id

)

select * from final
