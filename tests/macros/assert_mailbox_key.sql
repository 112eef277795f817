with

cases (given, expected) as (

    values
    ('ann.lee_42@mail.example', 'annlee42'),
    ('ann42+shop7@mail.example', 'ann42'),
    ('jörg77@mail.example', 'jörg77'),
    ('-@mail.example', null),
    (null, null)

),

keyed as (

    select
        given,
        expected,
        {{ mailbox_key('given') }} as found
    from cases

),

final as (

    select * from keyed
    where found is distinct from expected

)

select * from final
