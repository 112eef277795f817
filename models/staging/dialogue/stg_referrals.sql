with

records as (

    select * from {{ ref('base_referrals') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

{{ current_versions('referrals') }},

final as (

    select
        source_system,
        {{ public_id('referral_id') }} as referral_id,
        {{ contact_reference('referrals', 'referral_id') }} as contact_id,
        {{ public_id('referee_contact_id') }} as referee_contact_id,
        email,
        phone,
        lower(identifier_type) as identifier_type,
        identifier_value,
        referee_email,
        referral_code,
        referred_at,
        recorded_at,
        first_recorded_at
    from versions

)

select * from final
