with

customer_points as (

    select * from {{ ref('int_customer_points') }}

),

contact_points as (

    select * from {{ ref('int_contact_points') }}

),

-- Where messages came back stands last, whatever else speaks for it.
final as (

    select
        customer_points.customer_id,
        customer_points.channel,
        contact_points.contact_point_id,
        customer_points.identifier_value as contact_point_value,
        customer_points.identifier_key as contact_point_key,
        cast(
            row_number() over (
                partition by customer_points.customer_id, customer_points.channel
                order by
                    contact_points.has_bounced asc,
                    contact_points.shared_by_customer_count asc,
                    contact_points.is_verified desc,
                    customer_points.last_seen_at desc nulls last,
                    customer_points.identifier_key asc
            ) as bigint
        ) as contact_point_rank,
        contact_points.shared_by_customer_count,
        contact_points.is_verified,
        contact_points.has_bounced,
        customer_points.first_seen_at,
        customer_points.last_seen_at
    from customer_points
    inner join contact_points
        on customer_points.channel = contact_points.channel
        and customer_points.identifier_key = contact_points.identifier_key

)

select * from final
