-- Only a must-link, or one contact alone, brings a customer over a limit: only there is
-- looked.
with

marks as (

    select * from {{ ref('int_contact_marks') }}

),

limits as (

    select * from {{ ref('int_mark_limits') }}

),

components as (

    select * from {{ ref('int_separated_components') }}

),

overrides as (

    select * from {{ ref('int_identity_overrides') }}
    where decision = 'must_link'

),

crowded_contacts as (

    select marks.node as contact_id
    from marks
    inner join limits
        on marks.mark_type = limits.mark_type
    group by marks.node, marks.mark_type, limits.limit_count
    having count(*) > limits.limit_count

    union all

    select left_contact_id as contact_id
    from overrides

),

clusters as (

    select distinct
        coalesce(cast(components.component as string), crowded_contacts.contact_id)
            as group_id
    from crowded_contacts
    left join components
        on crowded_contacts.contact_id = components.node

),

members as (

    select
        clusters.group_id,
        coalesce(components.node, clusters.group_id) as contact_id
    from clusters
    left join components
        on clusters.group_id = cast(components.component as string)

),

contact_values as (

    select
        members.group_id,
        members.contact_id,
        marks.mark_type,
        marks.mark_value,
        count(*) over (
            partition by members.contact_id, marks.mark_type
        ) as contact_value_count
    from members
    inner join marks
        on members.contact_id = marks.node

),

mark_values as (

    select
        group_id,
        mark_type,
        mark_value,
        max(contact_value_count) as contact_value_count,
        min(contact_id) as contact_id,
        max(contact_id) as other_contact_id,
        cast(0 as bigint) as mark_rank
    from contact_values
    group by group_id, mark_type, mark_value

),

{{ overrun_ctes('limits') }},

final as (

    select
        case
            when max(mark_values.contact_value_count) = count(*) then 'unique_conflict'
            else 'must_link_conflict'
        end as review_kind,
        min(mark_values.contact_id) as left_contact_id,
        max(mark_values.other_contact_id) as right_contact_id,
        overruns.mark_type as detail,
        cast(null as double) as match_weight
    from overruns
    inner join mark_values
        on overruns.group_id = mark_values.group_id
        and overruns.mark_type = mark_values.mark_type
    inner join limits
        on overruns.mark_type = limits.mark_type
    group by overruns.group_id, overruns.mark_type, limits.limit_count
    having limits.limit_count = 1 or max(mark_values.contact_value_count) < count(*)

)

select * from final
