-- Each return of the staging, once, with its refund to the cent.
with

raw_returns as (

    select * from {{ ref('stg_returns') }}

),

returns as (

    select * from {{ ref('fct_returns') }}

),

return_totals as (

    select
        return_id,
        count(*) as return_count,
        sum(refund_amount) as refund_amount
    from returns
    group by return_id

),

final as (

    select
        coalesce(raw_returns.return_id, return_totals.return_id) as return_id,
        raw_returns.refund_amount as raw_refund_amount,
        return_totals.refund_amount
    from raw_returns
    full outer join return_totals
        on raw_returns.return_id = return_totals.return_id
    where raw_returns.return_id is null
        or return_totals.return_id is null
        or return_totals.return_count != 1
        or raw_returns.refund_amount != return_totals.refund_amount

)

select * from final
