with

records as (

    select * from {{ ref('base_sessions') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('sessions') }}
            order by {{ version_order('sessions') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

final as (

    select
        source_system,
        {{ public_id('session_id') }} as session_id,
        {{ contact_reference('sessions', 'session_id') }} as contact_id,
        {{ public_id('campaign_id') }} as campaign_id,
        {{ public_id('order_id') }} as order_id,
        email,
        phone,
        lower(identifier_type) as identifier_type,
        identifier_value,
        lower(channel_group) as channel_group,
        lower(source) as source,
        lower(medium) as medium,
        landing_page,
        lower(device_type) as device_type,
        search_text,
        page_count,
        started_at,
        recorded_at
    from versions
    where version_rank = 1

)

select * from final
