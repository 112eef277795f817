with

cases (first_word, second_word, known_name, expected) as (

    values
    ('ann', 'lee', 'ann', 'lee'),
    ('a', 'lee', 'ann', 'lee'),
    ('lee', 'ann', 'ann', 'lee'),
    ('lee', 'a', 'ann', 'lee'),
    ('annlee', null, 'ann', 'lee'),
    ('leeann', null, 'ann', 'lee'),
    ('jbrooks', null, 'jacob', 'brooks'),
    ('jb', null, 'jacob', 'b'),
    ('job', null, 'jacob', null),
    ('ann', null, 'ann', null),
    ('annlee', 'x', 'ann', null),
    ('annlee', null, 'a', null),
    (null, null, 'ann', null)

),

read as (

    select
        first_word,
        expected,
        {{ other_name_of_mailbox('first_word', 'second_word', 'known_name') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
