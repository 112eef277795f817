-- Known in closed form: 2F1(1, 1; 2; z) = -ln(1 - z) / z and 2F1(a, b; b; z) =
-- (1 - z)^-a; else by scipy's hyp2f1. 2^1000 is near the largest double, and e^-700
-- near the smallest. What does not count is left out: a geometric series of z = 0.94
-- has 500 terms above a double's rounding.
with

cases (
    first_term, first_given, second_given, third_given, last_given, expected, most_terms
) as (

    values
    (1e0, 1e0, 1e0, 2e0, 0.5e0, 1.386294361e0, 64),
    (2e0, 1e0, 1e0, 2e0, 0.97e0, 7.230016283e0, 2048),
    (1e0, 0.3e0, 2.5e0, 2.5e0, 0.8e0, 1.620656597e0, 256),
    (1e0, 2.5e0, -0.4e0, 2.5e0, 0.8e0, 0.525305561e0, 256),
    (exp(-700e0), 1000e0, 2.5e0, 2.5e0, 0.5e0, 0.001056473e0, 4096),
    (1e0, 3e0, -0.27e0, 14e0, 0.94e0, 0.939527025e0, 128),
    (1e0, 2e0, -0.2e0, 5002e0, 0.05e0, 0.999996002e0, 8),
    (1e0, 0e0, -0.3e0, 2e0, 0.9e0, 1e0, 1),
    (1e0, 0.4e0, 0.3e0, -0.2e0, 0.5e0, 0.355269290e0, 128),
    (1e0, 0.5e0, 0.3e0, 1.2e0, 0.999e0, 1.427906752e0, 46341),
    (1e0, 1e0, null, 2e0, 0.5e0, null, null)

),

counted as (

    select
        *,
        {{ series_term_count(
            'first_given',
            'second_given',
            'third_given',
            'last_given / (1 - last_given)'
        ) }} as term_count
    from cases

),

read as (

    select
        *,
        {{ hypergeometric(
            'first_term',
            hypergeometric_ratios(
                'first_given', 'second_given', 'third_given', 'term_count'
            ),
            'last_given',
        ) }} as found
    from counted

),

final as (

    select * from read
    where round(found, 9) is distinct from expected
        or term_count > most_terms

)

select * from final
