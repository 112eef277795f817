with

cases (given, expected) as (

    values
    ('2024-12-31 2:05 PM', '2024-12-31 14:05:00'),
    ('2024-12-31 12:05 AM', '2024-12-31 00:05:00'),
    ('2024-12-31 12:05 pm', '2024-12-31 12:05:00'),
    ('2024-12-31 02:05:09 am', '2024-12-31 02:05:09'),
    ('2024-12-31 2:05PM', '2024-12-31 14:05:00'),
    ('2024-12-31 13:05 PM', '2024-12-31 13:05 PM'),
    ('2024-12-31 14:05', '2024-12-31 14:05'),
    ('2024-12-31', '2024-12-31'),
    ('5 PM', '5 PM'),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ in_24_hours('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
