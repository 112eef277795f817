-- Of 1, 2, 3, 4 the variance is 5 / 3; a single value has none.
with

cases (total, total_of_squares, trials, expected) as (

    values
    (10, 30, 4, 1.290994449),
    (8, 16, 4, 0.0),
    (3, 9, 1, null)

),

measured as (

    select
        *,
        round(
            {{ mean_half_width('total', 'total_of_squares', 'trials', 2) }}, 9
        ) as found
    from cases

),

final as (

    select * from measured
    where cast(expected as double) is distinct from found

)

select * from final
