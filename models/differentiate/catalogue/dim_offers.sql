with

offers as (

    select * from {{ ref('stg_offers') }}

),

order_lines as (

    select * from {{ ref('stg_order_lines') }}

),

campaigns as (

    select * from {{ ref('stg_campaigns') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- Unions without `all`: an offer counts once, wherever it was seen.
seen_offers as (

    select
        source_system,
        offer_id
    from offers

    union distinct

    select
        source_system,
        offer_id
    from order_lines
    where offer_id is not null

    union distinct

    select
        source_system,
        offer_id
    from campaigns
    where offer_id is not null

),

final as (

    select
        seen_offers.offer_id,
        offers.product_id,
        seen_offers.source_system,
        offers.offer_name,
        offers.offer_type,
        offers.category,
        offers.coupon_code,
        case
            when coalesce(offers.offer_type, 'other') != 'percent_off'
                then offers.face_value_amount
        end as face_value_amount,
        case
            when offers.offer_type = 'percent_off'
                then cast(offers.face_value_amount / 100 as decimal(18, 4))
        end as discount_rate,
        offers.cost_amount,
        offers.minimum_spend_amount,
        offers.offer_id is not null
        and (
            offers.starts_at is null
            or {{ business_date('offers.starts_at') }} <= as_of.as_of_date
        )
        and (
            offers.ends_at is null
            or {{ business_date('offers.ends_at') }} >= as_of.as_of_date
        ) as is_valid,
        offers.offer_id is not null as is_in_catalogue,
        offers.starts_at,
        offers.ends_at
    from seen_offers
    cross join as_of
    left join offers
        on seen_offers.offer_id = offers.offer_id

)

select * from final
