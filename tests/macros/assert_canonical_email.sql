with

cases (given, canonical_domain, drops_dots, drops_tag, expected) as (

    values
    ('a.berg+shop@googlemail.com', 'gmail.com', true, true, 'aberg@gmail.com'),
    ('anna.berg@gmail.com', 'gmail.com', true, true, 'annaberg@gmail.com'),
    ('a.berg+shop@hotmail.com', 'hotmail.com', false, true, 'a.berg@hotmail.com'),
    ('a.b+x@dots.example', 'dots.example', true, false, 'ab+x@dots.example'),
    ('anna.berg+a+b@gmail.com', 'gmail.com', true, true, 'annaberg@gmail.com'),
    ('+shop@gmail.com', 'gmail.com', true, true, null),
    ('a.berg+x@mail.example', null, null, null, 'a.berg+x@mail.example'),
    (null, null, null, null, null)

),

read as (

    select
        given,
        canonical_domain,
        drops_dots,
        drops_tag,
        expected,
        {{ canonical_email(
            'given', 'canonical_domain', 'drops_dots', 'drops_tag'
        ) }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
