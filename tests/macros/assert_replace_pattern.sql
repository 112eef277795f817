with

cases (given, expected) as (

    values
    ('31.12.2024', '2024-12-31'),
    ('1.2.2024 14:05', '2024-2-1 14:05'),
    ('2024-12-31', '2024-12-31'),
    ('', ''),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ replace_pattern(
            'given', '^([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})', '\\3-\\2-\\1'
        ) }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
