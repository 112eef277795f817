with

cases (given, expected) as (

    values
    ('12 High Street', '12highstr'),
    ('12, HIGH STR.', '12highstr'),
    ('Hauptstraße 5 a', 'hauptstr5a'),
    ('Hauptstr. 5A', 'hauptstr5a'),
    ('3 Park Avenue', '3parkave'),
    ('7 Mill Road', '7millrd'),
    ('Rua São João 9', 'ruasaojoao9'),
    ('南京路 100', '南京路100'),
    ('--', null),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ street_key('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
