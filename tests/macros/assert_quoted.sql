with

cases (found, expected) as (

    values
    ({{ quoted("Anna's") }}, 'Anna' || chr(39) || 's'),
    ({{ quoted("C:\\new") }}, 'C:' || chr(92) || 'new'),
    ({{ quoted("\\'") }}, chr(92) || chr(39)),
    ({{ quoted('a "b" %s') }}, 'a ' || chr(34) || 'b' || chr(34) || ' %s'),
    ({{ quoted('') }}, '')

),

final as (

    select * from cases
    where found is distinct from expected

)

select * from final
