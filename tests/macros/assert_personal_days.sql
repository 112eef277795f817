with

cases (gap_count, gap_days, expected) as (

    values
    (2, cast(17.25 as double), 34),
    (4, cast(14 as double), 56),
    -- 49 × (3 / 49) is 2.9999999999999996 in doubles.
    (49, cast(3 as double) / 49, 3),
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
