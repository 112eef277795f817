with

records as (

    select * from {{ ref('base_interactions') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

directions as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'interaction_direction'

),

channels as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'channel'

),

{{ current_versions('interactions') }},

final as (

    select
        versions.source_system,
        {{ public_id('interaction_id') }} as interaction_id,
        {{ contact_reference('interactions', 'interaction_id') }} as contact_id,
        {{ public_id('account_id') }} as account_id,
        {{ public_id('conversation_id') }} as conversation_id,
        {{ public_id('continues_interaction_id') }} as continues_interaction_id,
        {{ public_id('product_id') }} as product_id,
        {{ public_id('order_id') }} as order_id,
        {{ public_id('employee_id') }} as employee_id,
        {{ public_id('campaign_id') }} as campaign_id,
        versions.email,
        versions.phone,
        lower(versions.identifier_type) as identifier_type,
        versions.identifier_value,
        {{ listed_value('versions.direction', 'directions') }} as direction,
        {{ listed_value('versions.channel', 'channels') }} as channel,
        versions.purpose,
        versions.topic,
        versions.department,
        versions.requested_item,
        versions.summary,
        versions.outcome,
        cast(versions.cost_amount as decimal(18, 2)) as cost_amount,
        coalesce(versions.is_automated, false) as is_automated,
        versions.started_at,
        versions.ended_at,
        versions.promise_due_at,
        versions.promise_kept_at,
        versions.resolved_at,
        versions.recorded_at,
        versions.first_recorded_at
    from versions
    left join directions
        on lower(versions.direction) = directions.synonym
    left join channels
        on lower(versions.channel) = channels.synonym

)

select * from final
