with

cases (tolerance, given, other, expected) as (

    values
    ('exact', 'DE123', 'DE123', true),
    ('exact', 'DE123', 'DE124', false),
    ('one_edit', 'DE123', 'DE123', true),
    ('one_edit', 'DE123', 'DE124', true),
    ('one_edit', 'DE123', 'DE1234', true),
    ('one_edit', 'DE123', 'DE23', true),
    ('one_edit', 'DE123', 'DE132', true),
    ('one_edit', 'DE123', 'DE321', true),
    ('one_edit', 'DE123', 'DE231', true),
    ('one_edit', 'DE123', 'DE145', false),
    ('one_edit', '1980-02-01', '1980-01-02', true),
    ('date', '1980-02-01', '1980-02-01', true),
    ('date', '1980-02-01', '1981-02-01', true),
    ('date', '1980-02-01', '1980-01-02', true),
    ('date', '1980-02-01', '1981-01-02', false),
    ('date', '1980-02-01', '1980-02-23', false),
    ('date', '1980-12-01', '1980-01-21', false),
    ('person', '1980-02-01 ann lee', '1980-02-01 bob roe', true),
    ('person', '1980-02-01 ann lee', '1980-01-02 bob roe', true),
    ('person', '1980-02-01 ann lee', '1955-11-23 anne roe', true),
    ('person', '1980-02-01 ann lee', '1955-11-23 bob lee', false),
    ('person', '1980-02-01 frank paul', '1955-11-23 paul frank', true),
    ('person', '1980-02-01 ann lee', '1955-11-23  lee', true),
    ('person', '1980-02-01 ann lee', '1955-11-23  roe', false),
    ('person', '1980-02-01 ann ', '1955-11-23 anna ', true),
    ('person', '1980-02-01 ann ', '1955-11-23  ', false),
    ('person', '1980-02-01  ', '1955-11-23  ', false),
    ('person', '1980-02-01  ', '1980-02-01 ann lee', true)

),

judged as (

    select
        tolerance,
        given,
        other,
        expected,
        {{ is_slip('tolerance', 'given', 'other') }} as found,
        {{ is_slip('tolerance', 'other', 'given') }} as found_in_turn
    from cases

),

final as (

    select * from judged
    where found is distinct from expected
        or found_in_turn is distinct from expected

)

select * from final
