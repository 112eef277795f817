-- The bands begin at 0, follow each other by a day and end open.
with

bands as (

    select * from {{ ref('tenure_bands') }}

),

followed as (

    select
        tenure_band,
        from_days,
        until_days,
        lag(until_days, 1, cast(-1 as bigint)) over (order by from_days)
            as previous_until_days,
        lead(from_days) over (order by from_days) as next_from_days
    from bands

),

final as (

    select *
    from followed
    where previous_until_days is null
        or from_days != previous_until_days + 1
        or (until_days is null) != (next_from_days is null)

)

select * from final
