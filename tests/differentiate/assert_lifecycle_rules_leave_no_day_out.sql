-- The rules by last purchase begin at 0, follow each other by a day and end open.
with

rules as (

    select * from {{ ref('lifecycle_rules') }}
    where counted_from = 'last_purchase'

),

followed as (

    select
        lifecycle_stage,
        from_days,
        until_days,
        lag(until_days, 1, cast(-1 as bigint)) over (order by from_days)
            as previous_until_days,
        lead(from_days) over (order by from_days) as next_from_days
    from rules

),

final as (

    select *
    from followed
    where previous_until_days is null
        or from_days != previous_until_days + 1
        or (until_days is null) != (next_from_days is null)

)

select * from final
