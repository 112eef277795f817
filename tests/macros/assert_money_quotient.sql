with

cases (amount, divisor, expected) as (

    values
    (12.3500, 0.4000, 30.88),
    (-12.3500, 0.4000, -30.88),
    (12.3500, 0.8000, 15.44),
    (100.0000, 3.0000, 33.33),
    (200.0000, 3.0000, 66.67),
    (0.1000, 8.0000, 0.01),
    (1.0050, 1.0000, 1.01),
    (999999999.9900, 0.1000, 9999999999.90),
    (99999999999.9900, 1.0000, 99999999999.99),
    (199999999999.9900, 1.0000, 199999999999.99),
    (-199999999999.9900, 1.0000, -199999999999.99),
    (99999999999.9950, 0.1000, 999999999999.95),
    (99999999999999.9000, 1.0000, 99999999999999.90),
    (0.0000, 7.0000, 0.00),
    (null, 1.0000, null),
    (1.0000, null, null)

),

read as (

    select
        amount,
        divisor,
        expected,
        {{ money_quotient(
            'cast(amount as decimal(18, 4))', 'cast(divisor as decimal(18, 4))'
        ) }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
