with

cases (given, expected) as (

    values
    (0.5, 0.0),
    (0.8, 2.0),
    (0.2, -2.0),
    (0.98, 5.614709844),
    (1.0, 100.0)

),

weighed as (

    select
        given,
        expected,
        {{ match_weight('cast(given as double)') }} as found
    from cases

),

final as (

    select * from weighed
    where found is distinct from cast(expected as double)

)

select * from final
