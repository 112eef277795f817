-- A need has a strength within its interval or a reason why not; shares add up to 1 at
-- most.
with

needs as (

    select * from {{ ref('fct_customer_needs') }}

),

unexplained as (

    select
        customer_id,
        need as name
    from needs
    where (strength is null) != (null_reason is not null)
        or (null_reason is null) != (
            own_share is not null
            and base_share is not null
            and lower_strength <= strength
            and strength <= upper_strength
        )
        or (evidence = 'stated' and stated_at is null)

),

overfull as (

    select
        customer_id,
        basis as name
    from needs
    where basis is not null
    group by customer_id, basis
    having sum(cast(own_share as decimal(18, 9))) > 1.00000001

),

final as (

    select * from unexplained

    union all

    select * from overfull

)

select * from final
