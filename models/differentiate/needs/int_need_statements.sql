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
        coalesce(split_part(reads_as, ':', 2), field) as read_field,
        valid_months,
        is_single_valued
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
        true as is_need,
        contact_id || ':' || value as record_id,
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
        score > 0 as is_need,
        response_id as record_id,
        responded_at as stated_at,
        cast(null as timestamp) as ended_at
    from responses
    where category is not null

),

-- The newest answer counts, also if it takes a need back, and of a field of one value
-- the newest statement, of the customer first.
numbered as (

    select
        customers.customer_key,
        fields.read_source,
        fields.read_field,
        statements.value,
        statements.evidence,
        statements.is_need,
        statements.stated_at,
        row_number() over (
            partition by
                customers.customer_key, fields.source, fields.field,
                fields.read_source, fields.read_field,
                case
                    when not fields.is_single_valued
                        then statements.evidence || statements.value
                end
            order by
                case when statements.evidence = 'stated' then 0 else 1 end asc,
                statements.stated_at desc nulls last,
                statements.record_id asc
        ) as statement_number
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
        and (
            fields.valid_months is null
            or {{ business_date('statements.stated_at') }}
            > {{ add_months('rules.as_of_date', '-fields.valid_months') }}
        )

),

final as (

    select
        customer_key,
        read_source as source,
        read_field as field,
        value,
        evidence,
        max(stated_at) as stated_at
    from numbered
    where statement_number = 1 and is_need
    group by customer_key, read_source, read_field, value, evidence

)

select * from final
