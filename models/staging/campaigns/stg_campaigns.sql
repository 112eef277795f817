with

records as (

    select * from {{ ref('base_campaigns') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

goals as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'campaign_goal'

),

channels as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'channel'

),

{{ current_versions('campaigns') }},

final as (

    select
        versions.source_system,
        {{ public_id('campaign_id') }} as campaign_id,
        versions.audience_id,
        {{ public_id('offer_id') }} as offer_id,
        versions.campaign_name,
        {{ listed_value('versions.goal', 'goals') }} as goal,
        lower(versions.consent_purpose) as consent_purpose,
        {{ listed_value('versions.channel', 'channels') }} as channel,
        cast(versions.fixed_cost_amount as decimal(18, 2)) as fixed_cost_amount,
        versions.contact_cost_amount,
        cast(versions.budget_amount as decimal(18, 2)) as budget_amount,
        coalesce(versions.is_transactional, false) as is_transactional,
        versions.starts_at,
        versions.ends_at,
        versions.recorded_at
    from versions
    left join goals
        on lower(versions.goal) = goals.synonym
    left join channels
        on lower(versions.channel) = channels.synonym

)

select * from final
