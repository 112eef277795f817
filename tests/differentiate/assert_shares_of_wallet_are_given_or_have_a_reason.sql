-- A share lies between 0 and 1 within its interval and comes with its wallet; without
-- a share there is a reason.
with

shares as (

    select * from {{ ref('fct_share_of_wallet') }}

),

final as (

    select *
    from shares
    where (share_of_wallet is null) != (null_reason is not null)
        or (share_of_wallet is null) != (wallet_estimate_amount is null)
        or share_of_wallet < 0
        or share_of_wallet > 1
        or lower_share > share_of_wallet
        or upper_share < share_of_wallet
        or upper_share > 1
        or spend_amount > wallet_estimate_amount

)

select * from final
