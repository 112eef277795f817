with

cases (given, expected) as (

    values
    ('Müller', 'muller'),
    ('Mueller', 'muller'),
    ('GOETHE', 'gothe'),
    ('Jaeger', 'jager'),
    ('王小明', '王小明'),
    ('-', null),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ comparable_name('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
