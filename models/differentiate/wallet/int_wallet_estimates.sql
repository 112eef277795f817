with

category_spend as (

    select * from {{ ref('int_customer_category_spend') }}

),

stated_wallets as (

    select * from {{ ref('int_stated_wallets') }}

),

ranked_wallets as (

    select * from {{ ref('int_ranked_wallets') }}

),

look_alikes as (

    select * from {{ ref('int_customer_look_alikes') }}

),

look_alike_wallets as (

    select * from {{ ref('int_look_alike_wallets') }}

),

method as (

    select * from {{ ref('wallet_methods') }}
    where method = 'look_alikes'

),

compared_wallets as (

    select
        category_spend.customer_id,
        category_spend.category,
        case
            when category_spend.window_revenue_amount < 0 then 'negative_spend'
            when look_alike_wallets.customer_count is null then 'too_few_look_alikes'
            when look_alike_wallets.customer_count < method.least_customer_count
                then 'too_few_look_alikes'
        end as null_reason,
        category_spend.window_revenue_amount as spend_amount,
        look_alike_wallets.wallet_amount,
        look_alike_wallets.lower_wallet_amount,
        look_alike_wallets.upper_wallet_amount,
        coalesce(look_alike_wallets.customer_count, 0) as look_alike_count
    from category_spend
    cross join method
    left join look_alikes
        on category_spend.customer_id = look_alikes.customer_id
    left join look_alike_wallets
        on look_alikes.customer_type = look_alike_wallets.customer_type
        and look_alikes.tenure_band = look_alike_wallets.tenure_band
        and category_spend.category = look_alike_wallets.category
    where category_spend.category is not null and category_spend.is_in_window

),

-- What is bought here is a part of the wallet, so no wallet of look-alikes is below it.
final as (

    select
        customer_id,
        category,
        'observed' as method,
        wallet_stated_date as stated_date,
        case
            when spend_amount < 0 then 'negative_spend'
            when wallet_amount = 0 then 'no_wallet'
            when wallet_amount < spend_amount then 'spend_above_wallet'
        end as null_reason,
        cast(null as decimal(18, 4)) as supplier_position,
        spend_amount,
        wallet_amount,
        cast(null as decimal(18, 2)) as lower_wallet_amount,
        cast(null as decimal(18, 2)) as upper_wallet_amount,
        cast(null as double) as wallet_share,
        cast(null as bigint) as supplier_count,
        cast(null as bigint) as look_alike_count
    from stated_wallets
    where wallet_amount is not null

    union all

    select
        customer_id,
        category,
        'ranked' as method,
        rank_stated_date as stated_date,
        null_reason,
        supplier_position,
        spend_amount,
        wallet_amount,
        cast(null as decimal(18, 2)) as lower_wallet_amount,
        cast(null as decimal(18, 2)) as upper_wallet_amount,
        wallet_share,
        supplier_count,
        cast(null as bigint) as look_alike_count
    from ranked_wallets

    union all

    select
        customer_id,
        category,
        'look_alikes' as method,
        cast(null as date) as stated_date,
        null_reason,
        cast(null as decimal(18, 4)) as supplier_position,
        spend_amount,
        greatest(wallet_amount, spend_amount) as wallet_amount,
        greatest(lower_wallet_amount, spend_amount) as lower_wallet_amount,
        case
            when upper_wallet_amount is not null
                then greatest(upper_wallet_amount, spend_amount)
        end as upper_wallet_amount,
        cast(null as double) as wallet_share,
        cast(null as bigint) as supplier_count,
        look_alike_count
    from compared_wallets

)

select * from final
