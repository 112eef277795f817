-- No contact that a record names is lost on the way to the customers, but the guests
-- whose every value stands for nobody.
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

guests as (

    select contact_id from {{ ref('int_contacts') }}
    where is_guest

),

contact_identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

values_of_persons as (

    select * from {{ ref('int_identifier_values') }}
    where verdict != 'blocklisted'

),

nobodies as (

    select guests.contact_id
    from guests
    left join contact_identifiers
        on guests.contact_id = contact_identifiers.contact_id
    left join values_of_persons
        on contact_identifiers.identifier_type = values_of_persons.identifier_type
        and contact_identifiers.identifier_key = values_of_persons.identifier_key
    group by guests.contact_id
    having count(values_of_persons.identifier_key) = 0

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
    left join nobodies
        on named.contact_id = nobodies.contact_id
    where bridge.contact_id is null
        and nobodies.contact_id is null

)

select * from final
