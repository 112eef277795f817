with

cases (given, expected) as (

    values
    ('lc-100 7', 'LC1007'),
    ('LC1007', 'LC1007'),
    ('007', '007'),
    ('de 123.456/789', 'DE123456789'),
    ('żółć 1', 'ŻÓŁĆ1'),
    ('- -', null),
    ('', null),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ compact_key('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
