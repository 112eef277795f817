with

interactions as (

    select * from {{ ref('stg_interactions') }}

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

accounts as (

    select * from {{ ref('dim_accounts') }}

),

rules as (

    select * from {{ ref('int_need_rules') }}

),

owned_interactions as (

    select
        coalesce(accounts.customer_id, contacts.customer_id) as customer_id,
        coalesce(interactions.conversation_id, interactions.interaction_id)
            as conversation_id,
        lower(interactions.topic) as topic,
        {{ business_date('interactions.started_at') }} as start_date,
        {{ business_date('interactions.resolved_at') }} as resolved_date,
        interactions.resolved_at,
        coalesce(interactions.direction, 'inbound') = 'inbound' as is_inbound
    from interactions
    left join contacts
        on interactions.contact_id = contacts.contact_id
    left join accounts
        on interactions.account_id = accounts.account_id

),

-- A thread of messages is one occasion, and the customer's only if he wrote in it.
final as (

    select
        owned_interactions.customer_id,
        owned_interactions.conversation_id,
        owned_interactions.topic,
        min(
            case
                when owned_interactions.is_inbound then owned_interactions.start_date
            end
        ) as start_date,
        max(
            case
                when owned_interactions.resolved_date <= rules.as_of_date
                    then owned_interactions.resolved_at
            end
        ) as resolved_at
    from owned_interactions
    cross join rules
    where owned_interactions.customer_id is not null
        and owned_interactions.topic is not null
        and owned_interactions.start_date <= rules.as_of_date
    group by
        owned_interactions.customer_id,
        owned_interactions.conversation_id,
        owned_interactions.topic
    having max(case when owned_interactions.is_inbound then 1 else 0 end) = 1

)

select * from final
