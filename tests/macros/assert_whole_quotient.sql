with

cases (dividend, divisor, expected) as (

    values
    (7, 2, 3),
    (6, 2, 3),
    (1, 2, 0),
    (0, 5, 0),
    (9007199254740991, 2, 4503599627370495),
    (9000000000000000000, 1000000000, 9000000000),
    (8999999999999999999, 1000000000, 8999999999),
    (null, 2, null)

),

read as (

    select
        dividend,
        divisor,
        expected,
        {{ whole_quotient('dividend', 'divisor') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
