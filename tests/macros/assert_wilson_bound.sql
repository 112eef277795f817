-- Newcombe 1998, table I, method 3 (Wilson's score interval), to four digits.
with

cases (successes, trials, lower_bound, upper_bound) as (

    values
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
    (29, 29, 0.8830, 1.0000)

),

measured as (

    select
        *,
        round({{ wilson_bound('successes', 'trials', '(-1.959964)') }}, 4)
            as lower_found,
        round({{ wilson_bound('successes', 'trials', 1.959964) }}, 4)
            as upper_found
    from cases

),

final as (

    select * from measured
    where coalesce(abs(lower_found - lower_bound), 1) > 0.00001
        or coalesce(abs(upper_found - upper_bound), 1) > 0.00001

)

select * from final
