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

final as (

    select
        given,
        expected,
        {{ trimmed_text('given') }} as found
    from cases

)

select * from final
where found is distinct from expected
