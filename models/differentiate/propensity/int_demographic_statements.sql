with

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

statements as (

    select * from {{ ref('stg_contact_attributes') }}

),

attributes as (

    select * from {{ ref('demographic_attributes') }}
    where source = 'attribute'

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- What the customer says goes before what others say, then the newest.
numbered as (

    select
        contacts.customer_id,
        attributes.attribute,
        lower(statements.value) as attribute_value,
        row_number() over (
            partition by contacts.customer_id, attributes.attribute
            order by
                case when statements.origin = 'stated' then 0 else 1 end asc,
                coalesce(statements.stated_at, statements.recorded_at) desc nulls last,
                lower(statements.value) asc,
                statements.contact_id asc,
                statements.value asc
        ) as statement_number
    from statements
    inner join attributes
        on statements.attribute = attributes.name
    inner join contacts
        on statements.contact_id = contacts.contact_id
    cross join as_of
    where
        {{ holds_on(
            'as_of.as_of_date',
            'coalesce(statements.stated_at, statements.recorded_at)',
            'statements.ended_at'
        ) }}

),

final as (

    select
        customer_id,
        attribute,
        attribute_value
    from numbered
    where statement_number = 1

)

select * from final
