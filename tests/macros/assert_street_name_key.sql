with

cases (given, expected) as (

    values
    ('12 High Street', 'highstr'),
    ('Bergstraße 9', 'bergstr'),
    ('Bergstrasse 9a', 'bergstra'),
    ('Fifth Avenue', 'fifthave'),
    ('12', null),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ street_name_key('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
