-- No contact that a record names is lost on the way to the customers.
-- Which tables name one is read from the contract itself.
with

bridge as (

    select contact_id from {{ ref('bridge_contacts_to_customers') }}

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
    where named.contact_id is not null
        and bridge.contact_id is null

)

select * from final
