-- Whether messages arrive is known of the address, whoever shares it. An event that
-- names no address speaks of its contact's only one.
with

events as (

    select * from {{ ref('stg_campaign_events') }}
    where contact_id is not null

),

contact_point_evidence as (

    select * from {{ ref('contact_point_evidence') }}

),

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}
    where identifier_type in ('email', 'phone')

),

told as (

    select
        events.contact_id,
        contact_point_evidence.contact_point_channel as channel,
        case contact_point_evidence.contact_point_channel
            when 'email' then events.email
            else events.phone
        end as stated_value,
        max(
            case
                when contact_point_evidence.evidence = 'reached'
                    then events.occurred_at
            end
        ) as reached_at,
        max(
            case
                when contact_point_evidence.evidence = 'bounced'
                    then events.occurred_at
            end
        ) as bounced_at
    from events
    inner join contact_point_evidence
        on events.channel = contact_point_evidence.channel
        and events.event_type = contact_point_evidence.event_type
    group by
        events.contact_id,
        contact_point_evidence.contact_point_channel,
        case contact_point_evidence.contact_point_channel
            when 'email' then events.email
            else events.phone
        end

),

value_counts as (

    select
        contact_id,
        identifier_type,
        count(*) as value_count
    from identifiers
    group by contact_id, identifier_type

),

final as (

    select
        told.channel,
        identifiers.identifier_key,
        max(told.reached_at) as last_reached_at,
        max(told.bounced_at) as last_bounced_at
    from told
    inner join identifiers
        on told.contact_id = identifiers.contact_id
        and told.channel = identifiers.identifier_type
    inner join value_counts
        on told.contact_id = value_counts.contact_id
        and told.channel = value_counts.identifier_type
    where (told.stated_value is null and value_counts.value_count = 1)
        or (
            told.channel = 'email'
            and {{ email_key('told.stated_value') }}
            = {{ email_key('identifiers.identifier_value') }}
        )
        or (
            told.channel = 'phone'
            and {{ phone_digits('told.stated_value') }}
            = {{ phone_digits('identifiers.identifier_value') }}
        )
    group by told.channel, identifiers.identifier_key

)

select * from final
