with

stated_wallets as (

    select * from {{ ref('int_stated_wallets') }}

),

judged as (

    select
        customer_id,
        category,
        rank_stated_date,
        supplier_position,
        supplier_count,
        spend_amount,
        case
            when supplier_count is null then 'no_supplier_count'
            when supplier_position < 1
                or supplier_position > supplier_count
                or supplier_count != floor(supplier_count)
                then 'rank_out_of_range'
            when spend_amount < 0 then 'negative_spend'
            when spend_amount = 0 then 'no_spend'
        end as null_reason
    from stated_wallets
    where supplier_position is not null

),

-- The Wallet Allocation Rule (Keiningham, Aksoy, Buoye and Cooil 2011):
-- (1 - rank / (n + 1)) * 2 / n, as one fraction.
allocated as (

    select
        customer_id,
        category,
        rank_stated_date,
        null_reason,
        supplier_position,
        supplier_count,
        spend_amount,
        case
            when null_reason is null
                then
                    cast(2 * (supplier_count + 1 - supplier_position) as double)
                    / cast(supplier_count * (supplier_count + 1) as double)
        end as wallet_share
    from judged

),

final as (

    select
        customer_id,
        category,
        rank_stated_date,
        null_reason,
        supplier_position,
        spend_amount,
        {{ money_quotient('spend_amount', 'wallet_share') }} as wallet_amount,
        case
            when supplier_count = floor(supplier_count)
                then cast(supplier_count as bigint)
        end as supplier_count,
        round(wallet_share, 9) as wallet_share
    from allocated

)

select * from final
