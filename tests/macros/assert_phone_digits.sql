with

cases (given, expected) as (

    values
    ('030 / 123 45 67', '0301234567'),
    ('+49 (0)30-1234567', '490301234567'),
    ('1234567', '1234567'),
    ('123456', null),
    ('unknown', null),
    ('', null),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ phone_digits('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
