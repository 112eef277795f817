with

cases (given, expected) as (

    values
    ('  a b ', 'a b'),
    ('a', 'a'),
    ('é ', 'é'),
    (' a ', 'a'),
    ('   ', null),
    ('', null),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ trimmed_text('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
