-- A need is of one type, by whatever it is read.
with

needs as (

    select * from {{ ref('needs') }}

),

final as (

    select need
    from needs
    where need is not null
    group by need
    having count(distinct need_type) != 1

)

select * from final
