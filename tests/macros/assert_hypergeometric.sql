-- Known in closed form: 2F1(1, 1; 2; z) = -ln(1 - z) / z and 2F1(a, b; b; z) =
-- (1 - z)^-a; a polynomial where an argument is a negative whole number. 2^1000 is near
-- the largest double, and e^-700 near the smallest.
with

cases (first_term, first_given, second_given, third_given, last_given, expected) as (

    values
    (1e0, 1e0, 1e0, 2e0, 0.5e0, 1.386294361e0),
    (2e0, 1e0, 1e0, 2e0, 0.97e0, 7.230016283e0),
    (1e0, 0.3e0, 2.5e0, 2.5e0, 0.8e0, 1.620656597e0),
    (1e0, 2.5e0, -0.4e0, 2.5e0, 0.8e0, 0.525305561e0),
    (exp(-700e0), 1000e0, 2.5e0, 2.5e0, 0.5e0, 0.001056473e0),
    (1e0, 0.3e0, -0.4e0, 4.6e0, 0e0, 1e0),
    (1e0, -2e0, 3e0, 4e0, 0.5e0, 0.4e0),
    (1e0, null, 1e0, 2e0, 0.5e0, null)

),

read as (

    select
        *,
        {{ hypergeometric(
            'first_term',
            hypergeometric_ratios(
                'first_given', 'second_given', 'third_given', '1500'
            ),
            'last_given',
        ) }} as found
    from cases

),

final as (

    select * from read
    where round(found, 9) is distinct from expected

)

select * from final
