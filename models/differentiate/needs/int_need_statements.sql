with

customers as (

    select * from {{ ref('int_customer_keys') }}
    where not is_visitor

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

attributes as (

    select * from {{ ref('stg_contact_attributes') }}

),

responses as (

    select * from {{ ref('stg_survey_responses') }}

),

needs as (

    select * from {{ ref('needs') }}

),

rules as (

    select * from {{ ref('int_need_rules') }}

),

-- A field is read as it is or as one whose values it shares.
fields as (

    select distinct
        source,
        field,
        coalesce(split_part(reads_as, ':', 1), source) as read_source,
        coalesce(split_part(reads_as, ':', 2), field) as read_field
    from needs
    where source in ('attribute', 'survey')

),

statements as (

    select
        contact_id,
        'attribute' as source,
        attribute as field,
        lower(value) as value,
        case
            when origin = 'stated' then 'stated'
            when origin = 'observed' then 'behaviour'
            else 'inferred'
        end as evidence,
        coalesce(stated_at, recorded_at) as stated_at,
        ended_at
    from attributes

    union all

    select
        contact_id,
        'survey' as source,
        survey_type as field,
        lower(category) as value,
        'stated' as evidence,
        responded_at as stated_at,
        cast(null as timestamp) as ended_at
    from responses
    where score > 0 and category is not null

),

final as (

    select
        customers.customer_key,
        fields.read_source as source,
        fields.read_field as field,
        statements.value,
        statements.evidence,
        max(statements.stated_at) as stated_at
    from statements
    inner join fields
        on statements.source = fields.source and statements.field = fields.field
    inner join contacts
        on statements.contact_id = contacts.contact_id
    inner join customers
        on contacts.customer_id = customers.customer_id
    cross join rules
    where
        {{ holds_on(
            'rules.as_of_date', 'statements.stated_at', 'statements.ended_at'
        ) }}
    group by
        customers.customer_key,
        fields.read_source,
        fields.read_field,
        statements.value,
        statements.evidence

)

select * from final
