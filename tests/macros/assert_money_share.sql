with

cases (amount, part, whole, expected) as (

    values
    (10.00, 1, 3, 3.33),
    (10.00, 2, 3, 6.67),
    (10.00, 3, 3, 10.00),
    (10.00, 0, 3, 0.00),
    (0.01, 1, 2, 0.01),
    (-0.01, 1, 2, -0.01),
    (-10.00, 2, 3, -6.67),
    (0.05, 1, 2, 0.03),
    (0.03, 1, 2, 0.02),
    (0.02, 1, 8, 0.00),
    (0.02, 2, 8, 0.01),
    (1.01, 5, 10, 0.51),
    (0.00, 1, 2, 0.00),
    (90000000000000.01, 1, 1, 90000000000000.01),
    (90000000000000.01, 1, 3, 30000000000000.00),
    (1000000000.07, 999999999, 1000000000, 999999999.07),
    (1000000000.07, 123456789, 1000000000, 123456789.01),
    (null, 1, 2, null),
    (10.00, null, 2, null),
    (10.00, 1, 0, null)

),

read as (

    select
        amount,
        part,
        whole,
        expected,
        {{ money_share('cast(amount as decimal(18, 2))', 'part', 'whole') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
