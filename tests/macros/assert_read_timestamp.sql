-- Only what is read alike on every engine; the offset is applied, not dropped.
with

cases (given, expected) as (

    values
    ('2024-12-31 10:00:00', timestamp '2024-12-31 10:00:00'),
    ('2024-12-31T10:00:00', timestamp '2024-12-31 10:00:00'),
    ('2024-12-31 10:00:00.123456', timestamp '2024-12-31 10:00:00.123456'),
    ('2024-12-31 10:00', timestamp '2024-12-31 10:00:00'),
    ('2024-12-31', timestamp '2024-12-31 00:00:00'),
    ('2024-12-31T10:00:00Z', timestamp '2024-12-31 10:00:00'),
    ('2024-12-31 10:00:00+00', timestamp '2024-12-31 10:00:00'),
    ('2024-12-31 10:00:00+02:00', timestamp '2024-12-31 08:00:00'),
    ('2024-12-31T20:00:00-05:00', timestamp '2025-01-01 01:00:00'),
    ('2024-02-30 10:00:00', null),
    ('2024-12-31 25:00:00', null),
    ('31/12/2024', null),
    ('12/31/2024 10:00', null),
    ('yesterday', null),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ read_timestamp('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
