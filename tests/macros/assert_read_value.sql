-- The values differ in type, so each case is compared as the text of its value.
{% set data_types = [
    'string', 'date', 'timestamp', 'boolean', 'bigint', 'decimal(18,4)'
] %}
with

cases (data_type, given, expected) as (

    values
    ('string', '007', '007'),
    ('string', 'a b', 'a b'),
    ('string', null, null),
    ('date', '2024-12-31', '2024-12-31'),
    ('date', '2024-1-5', '2024-01-05'),
    ('date', '2024-12-31 10:00:00', '2024-12-31'),
    ('date', '2024-12-31T10:00:00', '2024-12-31'),
    ('date', '2024-02-29', '2024-02-29'),
    ('date', '2023-02-29', null),
    ('date', '2024-12-31x', null),
    ('date', '2024-12-31 rubbish', null),
    ('date', '2024-12-311', null),
    ('date', '31.12.2024', null),
    ('date', '2024', null),
    ('date', 'epoch', null),
    ('date', 'infinity', null),
    ('date', null, null),
    ('timestamp', '2024-12-31 10:00:00', '2024-12-31 10:00:00'),
    ('timestamp', '2024-12-31', '2024-12-31 00:00:00'),
    ('timestamp', '2024-12-31T10:00:00+02:00', '2024-12-31 08:00:00'),
    ('timestamp', '31/12/2024 10:00', null),
    ('timestamp', 'epoch', null),
    ('timestamp', 'infinity', null),
    ('timestamp', '1704067200', null),
    ('timestamp', null, null),
    ('boolean', 'true', 'true'),
    ('boolean', 'TRUE', 'true'),
    ('boolean', 't', 'true'),
    ('boolean', 'Yes', 'true'),
    ('boolean', 'y', 'true'),
    ('boolean', '1', 'true'),
    ('boolean', 'false', 'false'),
    ('boolean', 'F', 'false'),
    ('boolean', 'no', 'false'),
    ('boolean', 'N', 'false'),
    ('boolean', '0', 'false'),
    ('boolean', 'maybe', null),
    ('boolean', '2', null),
    ('boolean', null, null),
    ('bigint', '7', '7'),
    ('bigint', '007', '7'),
    ('bigint', '-3', '-3'),
    ('bigint', '3.0', '3'),
    ('bigint', '3.5', null),
    ('bigint', '3.0004', null),
    ('bigint', '0.00000000001', null),
    ('bigint', '1e3', '1000'),
    ('bigint', '+3', '3'),
    ('bigint', '0x10', null),
    ('bigint', '9007199254740993', '9007199254740993'),
    ('bigint', '99999999999999999999', null),
    ('bigint', '1e19', null),
    ('bigint', '5.7', null),
    ('bigint', '1_000', null),
    ('bigint', '1,000', null),
    ('bigint', 'x', null),
    ('bigint', null, null),
    ('decimal(18,4)', '12.5', '12.5000'),
    ('decimal(18,4)', '-12.5', '-12.5000'),
    ('decimal(18,4)', '1000', '1000.0000'),
    ('decimal(18,4)', '12.34565', '12.3457'),
    ('decimal(18,4)', '-12.34565', '-12.3457'),
    ('decimal(18,4)', '1e3', '1000.0000'),
    ('decimal(18,4)', '12,50', null),
    ('decimal(18,4)', '1,000.50', null),
    ('decimal(18,4)', '1_000', null),
    ('decimal(18,4)', '$5', null),
    ('decimal(18,4)', 'nan', null),
    ('decimal(18,4)', '1.2.3', null),
    ('decimal(18,4)', '100000000000000', null),
    ('decimal(18,4)', null, null)

),

read as (

    select
        data_type,
        given,
        expected,
        case data_type
            {%- for data_type in data_types %}
            when '{{ data_type }}'
                then cast({{ read_value('given', data_type) }} as string)
            {%- endfor %}
        end as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
