with

cases (given, day_count, expected) as (

    values
    (date '2024-02-28', 1, date '2024-02-29'),
    (date '2024-02-29', 1, date '2024-03-01'),
    (date '2024-03-01', -1, date '2024-02-29'),
    (date '2024-01-01', -365, date '2023-01-01'),
    (date '2024-03-31', 0, date '2024-03-31'),
    (date '2024-03-31', null, null),
    (null, 1, null)

),

read as (

    select
        given,
        day_count,
        expected,
        {{ add_days('given', 'day_count') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
