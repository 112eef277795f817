with

cases (full_name, name_order, expected) as (

    values
    ('ann lee', null, 'ann'),
    ('mary ann smith', null, 'mary ann'),
    ('ana de la cruz', null, 'ana'),
    ('ludwig van der rohe', null, 'ludwig'),
    ('carlos garcía lópez', 'two_family_names', 'carlos'),
    ('carlos garcía lópez', null, 'carlos garcía'),
    ('carlos garcía', 'two_family_names', 'carlos'),
    ('maría josé garcía lópez', 'two_family_names', 'maría josé'),
    ('wang xiaoming', 'family_first', 'xiaoming'),
    ('cher', null, null),
    (null, null, null)

),

read as (

    select
        full_name,
        expected,
        {{ given_of_full_name('full_name', 'name_order') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
