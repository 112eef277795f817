with

cases (given, expected) as (

    values
    ('a1b', true),
    ('ab', false),
    ('É9', true),
    ('E9', false),
    ('', false),
    (null, null)

),

final as (

    select
        given,
        expected,
        {{ matches_pattern('given', '(a|É)[0-9]') }} as found
    from cases

)

select * from final
where found is distinct from expected
