with

cases (
    source_system,
    record_id,
    contact_id,
    email,
    phone,
    identifier_type,
    identifier_value,
    expected
) as (

    values
    ('shop', '1', '007', 'a@b.c', null, null, null, 'shop:007'),
    ('shop', '2', null, 'a@b.c', null, null, null, 'shop:guest:orders:2'),
    ('till', '2', null, null, '030 123456', null, null, 'till:guest:orders:2'),
    ('till', '3', null, null, null, 'card', 'LC1', 'till:guest:orders:3'),
    ('till', '4', null, 'n/a', '110', 'card', 'LC1', 'till:guest:orders:4'),
    ('till', '5', null, 'n/a', '110', 'card', null, null),
    ('till', '6', null, null, null, null, 'LC1', null),
    ('till', '7', null, null, null, null, null, null)

),

read as (

    select
        source_system,
        record_id,
        expected,
        {{ contact_reference('orders', 'record_id') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
