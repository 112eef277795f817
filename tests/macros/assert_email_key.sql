with

cases (given, expected) as (

    values
    ('Anna.Berg@Mail.Example', 'anna.berg@mail.example'),
    ('  anna @mail.example ', 'anna@mail.example'),
    ('a@b.c', 'a@b.c'),
    ('anna+shop@mail.example', 'anna+shop@mail.example'),
    ('anna@localhost', null),
    ('@mail.example', null),
    ('anna@.example', null),
    ('anna.mail.example', null),
    ('a@b.c;d@e.f', null),
    ('n/a', null),
    ('', null),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ email_key('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
