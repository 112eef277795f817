with

cases (given, other, expected) as (

    values
    ('a', 'a', true),
    ('a', 'b', false),
    ('a', 'A', false),
    ('', ' ', false),
    ('n000001', 'n000002', false),
    ('é', 'e', false)

),

read as (

    select
        given,
        other,
        expected,
        {{ component_hash('given') }} as hash,
        {{ component_hash('other') }} as other_hash
    from cases

),

final as (

    select * from read
    where (hash = other_hash) is distinct from expected
        or hash < 0
        or other_hash < 0

)

select * from final
