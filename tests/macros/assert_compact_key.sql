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

final as (

    select
        given,
        expected,
        {{ compact_key('given') }} as found
    from cases

)

select * from final
where found is distinct from expected
