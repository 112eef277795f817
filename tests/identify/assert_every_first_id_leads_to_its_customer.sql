-- Whatever id a build gave a contact alone, it is in use or leads to the contact's
-- customer; unless a split left it to others.
with

bridge as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

aliases as (

    select * from {{ ref('bridge_customer_aliases') }}

),

events as (

    select * from {{ ref('fct_identity_events') }}
    where event_kind in ('split', 'restored')

),

customers as (

    select distinct customer_id
    from bridge

),

first_ids as (

    select
        contact_id,
        customer_id,
        {{ first_customer_id('contact_id') }} as first_customer_id
    from bridge

),

left_to_others as (

    select distinct
        contact_id,
        other_customer_id as first_customer_id
    from events

),

final as (

    select
        first_ids.contact_id,
        first_ids.customer_id,
        aliases.customer_id as alias_customer_id
    from first_ids
    left join customers
        on first_ids.first_customer_id = customers.customer_id
    left join aliases
        on first_ids.first_customer_id = aliases.retired_customer_id
    left join left_to_others
        on first_ids.contact_id = left_to_others.contact_id
        and first_ids.first_customer_id = left_to_others.first_customer_id
    where customers.customer_id is null
        and left_to_others.contact_id is null
        and first_ids.customer_id is distinct from aliases.customer_id

)

select * from final
