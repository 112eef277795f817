with

records as (

    select * from {{ ref('base_offers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

offer_types as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'offer_type'

),

{{ current_versions('offers') }},

final as (

    select
        versions.source_system,
        {{ public_id('offer_id') }} as offer_id,
        {{ public_id('product_id') }} as product_id,
        versions.offer_name,
        {{ listed_value('versions.offer_type', 'offer_types') }} as offer_type,
        versions.category,
        versions.coupon_code,
        cast(versions.face_value_amount as decimal(18, 2)) as face_value_amount,
        cast(versions.cost_amount as decimal(18, 2)) as cost_amount,
        cast(versions.minimum_spend_amount as decimal(18, 2)) as minimum_spend_amount,
        versions.starts_at,
        versions.ends_at,
        versions.recorded_at
    from versions
    left join offer_types
        on lower(versions.offer_type) = offer_types.synonym

)

select * from final
