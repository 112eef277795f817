with

cases (first_day, last_day, expected) as (

    values
    (date '2024-02-28', date '2024-03-01', 3),
    (date '2023-02-28', date '2023-03-01', 2),
    (date '2024-03-30', date '2024-04-01', 3),
    (date '2024-01-01', date '2024-01-01', 1),
    (date '2024-01-01', date '2024-12-31', 366)

),

days as (

    select
        first_day,
        last_day,
        expected,
        {{ date_series('first_day', 'last_day') }} as date_day
    from cases

),

read as (

    select
        first_day,
        last_day,
        expected,
        count(distinct date_day) as found,
        min(date_day) as found_first,
        max(date_day) as found_last
    from days
    group by first_day, last_day, expected

),

final as (

    select * from read
    where found != expected
        or found_first != first_day
        or found_last != last_day

)

select * from final
