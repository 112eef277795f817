with

records as (

    select * from {{ ref('base_referrals') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('referrals') }}
            order by {{ version_order('referrals') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

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
        recorded_at
    from versions
    where version_rank = 1

)

select * from final
