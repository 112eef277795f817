-- Expected: scipy.stats.binomtest(x, n).proportion_ci(method='wilson').
with

cases (hits, total, expected_lower, expected_upper) as (

    values
    (5, 10, 0.236593, 0.763407),
    (0, 10, 0.000000, 0.277533),
    (10, 10, 0.722467, 1.000000),
    (1, 1000, 0.000177, 0.005643),
    (3, 7, 0.158220, 0.749542),
    (1234, 56789, 0.020562, 0.022961),
    (0, 0, null, null)

),

read as (

    select
        hits,
        total,
        expected_lower,
        expected_upper,
        round({{ wilson_bound('hits', 'total', '(-1.959964)') }}, 6) as lower_found,
        round({{ wilson_bound('hits', 'total', '(1.959964)') }}, 6) as upper_found
    from cases

),

final as (

    select * from read
    where lower_found is distinct from cast(expected_lower as double)
        or upper_found is distinct from cast(expected_upper as double)

)

select * from final
