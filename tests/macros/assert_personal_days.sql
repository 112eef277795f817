with

cases (gap_count, gap_days, expected) as (

    values
    (2, cast(17.25 as double), 34),
    (4, cast(14 as double), 56),
    -- 7 × (115 / 7) is a little less than 115 in doubles.
    (7, cast(115 as double) / 7, 115),
    (null, cast(14 as double), null),
    (4, cast(null as double), null)

),

read as (

    select
        gap_count,
        gap_days,
        expected,
        {{ personal_days('gap_count', 'gap_days') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
