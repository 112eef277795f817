with

cases (factor, amount, expected) as (

    values
    (3.0000, 16.6650, 50.00),
    (3.0000, 16.6649, 49.99),
    (-3.0000, 16.6650, -50.00),
    (1.0000, 0.0050, 0.01),
    (1.0000, -0.0050, -0.01),
    (0.3333, 3.0000, 1.00),
    (1000000.0000, 999999999.9999, 999999999999900.00),
    (0.0000, 16.6650, 0.00),
    (100.0000, 0.9234, 92.34),
    (null, 16.6650, null),
    (3.0000, null, null)

),

read as (

    select
        factor,
        amount,
        expected,
        {{ money_product(
            'cast(factor as decimal(18, 4))', 'cast(amount as decimal(18, 4))'
        ) }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
