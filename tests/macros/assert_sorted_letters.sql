with

cases (given, expected) as (

    values
    ('hugo', 'ghou'),
    ('hogu', 'ghou'),
    ('a', 'a'),
    ('小明王', '小明王'),
    ('明小王', '小明王'),
    ('', ''),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ sorted_letters('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
