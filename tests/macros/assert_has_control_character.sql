with

cases (given, expected) as (

    values
    ('a b', false),
    ('é', false),
    ('a' || chr(9) || 'b', true),
    (chr(127), true),
    ('a' || chr(10), true),
    ('', false),
    (null, null)

),

final as (

    select
        given,
        expected,
        {{ has_control_character('given') }} as found
    from cases

)

select * from final
where found is distinct from expected
