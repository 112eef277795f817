with

cases (given, month_count, expected) as (

    values
    (date '2024-01-31', 1, date '2024-02-29'),
    (date '2024-02-29', 12, date '2025-02-28'),
    (date '2024-02-29', -1, date '2024-01-29'),
    (date '2024-03-31', -1, date '2024-02-29'),
    (date '2024-03-31', 0, date '2024-03-31'),
    (null, 1, null)

),

read as (

    select
        given,
        month_count,
        expected,
        {{ add_months('given', 'month_count') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
