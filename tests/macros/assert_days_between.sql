with

cases (earlier, later, expected) as (

    values
    (date '2024-02-28', date '2024-03-01', 2),
    (date '2024-03-01', date '2024-02-28', -2),
    (date '2024-03-01', date '2024-03-01', 0),
    (date '2023-12-31', date '2024-12-31', 366),
    (date '2024-03-01', null, null),
    (null, date '2024-03-01', null)

),

read as (

    select
        earlier,
        later,
        expected,
        {{ days_between('earlier', 'later') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
