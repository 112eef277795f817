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
            when max(mark_values.is_decided) = 1 then 'must_link_conflict'
            else 'probable_conflict'
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
    group by
        overruns.group_id,
        overruns.mark_type,
        limits.limit_count,
        limits.tolerance
    having
        (limits.limit_count = 1 and limits.tolerance = 'one_edit')
        or (
            max(mark_values.is_decided) = 1
            and (
                limits.limit_count = 1
                or max(mark_values.contact_value_count) < count(*)
            )
        )

)

select * from final
