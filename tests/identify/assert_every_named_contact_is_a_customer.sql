-- No contact that a record names is lost on the way to the customers.
with

contacts as (

    select contact_id from {{ ref('stg_contacts') }}

),

identifiers as (

    select contact_id from {{ ref('stg_contact_identifiers') }}

),

orders as (

    select contact_id from {{ ref('stg_orders') }}
    where contact_id is not null

),

returns as (

    select contact_id from {{ ref('stg_returns') }}
    where contact_id is not null

),

bridge as (

    select contact_id from {{ ref('bridge_contacts_to_customers') }}

),

named as (

    select contact_id from contacts
    union all
    select contact_id from identifiers
    union all
    select contact_id from orders
    union all
    select contact_id from returns

),

final as (

    select named.contact_id
    from named
    left join bridge
        on named.contact_id = bridge.contact_id
    where bridge.contact_id is null

)

select * from final
