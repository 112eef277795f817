with

cases (given, expected) as (

    values
    ('Ann Lee-O''Hara 7', true),
    ('', true),
    ('Müller', false),
    ('李', false),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ is_ascii('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
