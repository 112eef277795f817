-- Half a cent goes away from zero, also where a double lies a little below it; on both
-- sides of the limit up to which a decimal is an integer of the machine.
with

cases (given, expected) as (

    values
    (15.375e0, cast(15.38 as decimal(18, 2))),
    (-15.375e0, cast(-15.38 as decimal(18, 2))),
    (2.675e0, cast(2.68 as decimal(18, 2))),
    (0.004999e0, cast(0 as decimal(18, 2))),
    (0.0049999999e0, cast(0.01 as decimal(18, 2))),
    (99999999999.5e0, cast(99999999999.5 as decimal(18, 2))),
    (1234567890123.25e0, cast(1234567890123.25 as decimal(18, 2))),
    (cast(null as double), cast(null as decimal(18, 2)))

),

final as (

    select
        given,
        expected,
        {{ rounded_to_cents('given') }} as found
    from cases
    where {{ rounded_to_cents('given') }} is distinct from expected

)

select * from final
