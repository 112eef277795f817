-- No contact that a record names is lost on the way to the customers, but the guests
-- whose every value stands for nobody. Which tables name one is read from the contract.
with

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

    {% for table_name in var('raw_tables') %}
    {% for column in ['contact_id', 'referee_contact_id'] %}
    select {{ contract_column(table_name, column) }} as contact_id
    from {{ ref('stg_' ~ table_name) }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

final as (

    select distinct named.contact_id
    from named
    left join bridge
        on named.contact_id = bridge.contact_id
    left join nobodies
        on named.contact_id = nobodies.contact_id
    where named.contact_id is not null
        and bridge.contact_id is null
        and nobodies.contact_id is null

)

select * from final
