-- A need is of one type, by whatever it is read.
with

needs as (

    select * from {{ ref('needs') }}
    where need is not null

),

need_values as (

    select * from {{ ref('int_need_values') }}

),

read_needs as (

    select
        need,
        need_type
    from needs

    union all

    select
        need,
        need_type
    from need_values

),

final as (

    select need
    from read_needs
    group by need
    having count(distinct need_type) != 1

)

select * from final
