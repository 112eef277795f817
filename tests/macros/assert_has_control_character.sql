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

read as (

    select
        given,
        expected,
        {{ has_control_character('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
