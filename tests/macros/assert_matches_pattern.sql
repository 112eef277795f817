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

read as (

    select
        given,
        expected,
        {{ matches_pattern('given', '(a|É)[0-9]') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
