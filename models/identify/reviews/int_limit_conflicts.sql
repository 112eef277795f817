-- Only where a limit can be broken is looked.
with

suspects as (

    select * from {{ ref('int_limit_suspects') }}

),

marks as (

    select * from {{ ref('int_contact_marks') }}

),

limits as (

    select * from {{ ref('int_mark_limits') }}

),

contact_values as (

    select
        suspects.group_id,
        suspects.is_decided,
        suspects.contact_id,
        marks.mark_type,
        marks.mark_value,
        count(*) over (
            partition by suspects.contact_id, marks.mark_type
        ) as contact_value_count
    from suspects
    inner join marks
        on suspects.contact_id = marks.node

),

mark_values as (

    select
        group_id,
        mark_type,
        mark_value,
        max(contact_value_count) as contact_value_count,
        max(case when is_decided then 1 else 0 end) as is_decided,
        min(contact_id) as contact_id,
        cast(0 as bigint) as mark_rank
    from contact_values
    group by group_id, mark_type, mark_value

),

{{ overrun_ctes('limits') }},

-- The case names a contact of each side of two values that contradict each other.
sides as (

    select
        group_id,
        mark_type,
        mark_value,
        other_value,
        row_number() over (
            partition by group_id, mark_type
            order by mark_value asc, other_value asc
        ) as side_number
    from conflicts

),

named_sides as (

    select
        sides.group_id,
        sides.mark_type,
        left_values.contact_id,
        right_values.contact_id as other_contact_id
    from sides
    inner join mark_values as left_values
        on sides.group_id = left_values.group_id
        and sides.mark_type = left_values.mark_type
        and sides.mark_value = left_values.mark_value
    inner join mark_values as right_values
        on sides.group_id = right_values.group_id
        and sides.mark_type = right_values.mark_type
        and sides.other_value = right_values.mark_value
    where sides.side_number = 1

),

conflicting_groups as (

    select
        overruns.group_id,
        overruns.mark_type,
        limits.limit_count,
        limits.tolerance,
        count(*) as value_count,
        max(mark_values.contact_value_count) as contact_value_count,
        max(mark_values.is_decided) as is_decided,
        coalesce(max(named_sides.contact_id), min(mark_values.contact_id))
            as one_contact_id,
        coalesce(max(named_sides.other_contact_id), max(mark_values.contact_id))
            as other_contact_id
    from overruns
    inner join mark_values
        on overruns.group_id = mark_values.group_id
        and overruns.mark_type = mark_values.mark_type
    inner join limits
        on overruns.mark_type = limits.mark_type
    left join named_sides
        on overruns.group_id = named_sides.group_id
        and overruns.mark_type = named_sides.mark_type
    group by
        overruns.group_id,
        overruns.mark_type,
        limits.limit_count,
        limits.tolerance

),

final as (

    select
        case
            when contact_value_count = value_count then 'unique_conflict'
            when is_decided = 1 then 'must_link_conflict'
            else 'probable_conflict'
        end as review_kind,
        least(one_contact_id, other_contact_id) as left_contact_id,
        greatest(one_contact_id, other_contact_id) as right_contact_id,
        mark_type as detail,
        cast(null as double) as match_weight
    from conflicting_groups
    where (limit_count = 1 and tolerance = 'one_edit')
        or (
            is_decided = 1
            and (limit_count = 1 or contact_value_count < value_count)
        )

)

select * from final
