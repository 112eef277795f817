with

cases (one_text, other_text, expected) as (

    values
    ('miller', 'miller', 0),
    ('miller', 'miler', 1),
    ('kitten', 'sitting', 3),
    ('', 'abc', 3),
    ('王', '李', 1),
    ('王小明', '王小明', 0),
    ('王小明', '王大明', 3),
    ('müller', 'muller', 6),
    (null, 'miller', null)

),

read as (

    select
        *,
        {{ edit_distance('one_text', 'other_text') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
