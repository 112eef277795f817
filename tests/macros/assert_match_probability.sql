with

cases (given, expected) as (

    values
    (cast(0 as double), cast(0.5 as double)),
    (cast(3 as double), cast(0.888888889 as double)),
    (cast(-1 as double), cast(0.333333333 as double)),
    (cast(100 as double), cast(1 as double))

),

read as (

    select
        given,
        expected,
        {{ match_probability('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
