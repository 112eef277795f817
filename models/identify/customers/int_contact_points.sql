with

customer_points as (

    select * from {{ ref('int_customer_points') }}

),

evidence as (

    select * from {{ ref('int_contact_point_evidence') }}

),

contact_points as (

    select
        channel,
        identifier_key,
        min(first_contact_id) as founding_contact_id,
        count(*) as shared_by_customer_count
    from customer_points
    group by channel, identifier_key

),

-- The id is drawn from a contact that gave the value and not from the value: the hash
-- of an address can be guessed, and it is published without the address.
numbered as (

    select
        *,
        row_number() over (
            partition by channel, founding_contact_id
            order by identifier_key asc
        ) as value_number
    from contact_points

),

final as (

    select
        numbered.channel,
        numbered.identifier_key,
        md5(
            numbered.channel || ':' || numbered.founding_contact_id
            || ':' || cast(numbered.value_number as string)
        ) as contact_point_id,
        numbered.shared_by_customer_count,
        coalesce(
            evidence.last_reached_at is not null
            and coalesce(evidence.last_reached_at > evidence.last_bounced_at, true),
            false
        ) as is_verified,
        coalesce(
            evidence.last_bounced_at is not null
            and coalesce(evidence.last_bounced_at >= evidence.last_reached_at, true),
            false
        ) as has_bounced
    from numbered
    left join evidence
        on numbered.channel = evidence.channel
        and numbered.identifier_key = evidence.identifier_key

)

select * from final
