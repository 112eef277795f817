with

cases (given, expected) as (

    values
    ('Müller-Lüdenscheidt', 'mullerludenscheidt'),
    ('Strauß', 'strauss'),
    ('O''Neil Jr.', 'oneiljr'),
    ('ÅSA ØSTERGAARD', 'asaostergaard'),
    ('Łukasz Żółć', 'lukaszzolc'),
    ('Þórður Æsir', 'thorduraesir'),
    ('Çağlar İnönü', 'caglarinonu'),
    ('Ștefan Țepeș', 'stefantepes'),
    ('Ирина', 'ирина'),
    ('Андрей Соловьёв', 'андреисоловьев'),
    ('Андрей', 'андреи'),
    ('Nguyễn Văn Đức', 'nguyenvanduc'),
    ('Nguyễn Văn Đức', 'nguyenvanduc'),
    ('Müller', 'muller'),
    ('ΓΙΩΡΓΟΣ', 'γιωργοσ'),
    ('Γιώργος', 'γιωργοσ'),
    ('王小明', '王小明'),
    ('R2-D2', 'rd'),
    ('---', null),
    ('', null),
    (null, null)

),

read as (

    select
        given,
        expected,
        {{ name_key('given') }} as found
    from cases

),

final as (

    select * from read
    where found is distinct from expected

)

select * from final
