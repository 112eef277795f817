with

cases (first_day, last_day, expected) as (

    values
    (date '2024-02-28', date '2024-03-01', 3),
    (date '2023-02-28', date '2023-03-01', 2),
    (date '2024-03-30', date '2024-04-01', 3),
    (date '2025-01-01', date '2025-01-01', 1),
    (date '2024-01-01', date '2024-12-31', 366)

),

days as (

    select
        first_day,
        {{ date_series('first_day', 'last_day') }} as date_day
    from cases

),

read as (

    select
        cases.first_day,
        cases.last_day,
        cases.expected,
        count(distinct days.date_day) as found,
        min(days.date_day) as found_first,
        max(days.date_day) as found_last
    from cases
    left join days
        on cases.first_day = days.first_day
    group by cases.first_day, cases.last_day, cases.expected

),

final as (

    select * from read
    where found != expected
        or found_first is distinct from first_day
        or found_last is distinct from last_day

)

select * from final
