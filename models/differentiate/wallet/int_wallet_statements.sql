with

responses as (

    select * from {{ ref('stg_survey_responses') }}

),

attributes as (

    select * from {{ ref('stg_contact_attributes') }}

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

evidence as (

    select * from {{ ref('wallet_evidence') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

answers as (

    select
        contact_id,
        'survey' as evidence_source,
        survey_type as evidence_name,
        'score' as evidence_column,
        category,
        response_id as record_id,
        score as stated_value,
        responded_at as stated_at,
        cast(null as timestamp) as ended_at
    from responses

    union all

    select
        contact_id,
        'survey' as evidence_source,
        survey_type as evidence_name,
        'scale_max' as evidence_column,
        category,
        response_id as record_id,
        scale_max as stated_value,
        responded_at as stated_at,
        cast(null as timestamp) as ended_at
    from responses

    union all

    select
        contact_id,
        'attribute' as evidence_source,
        split_part(attribute, ':', 1) as evidence_name,
        'value' as evidence_column,
        nullif(split_part(attribute, ':', 2), '') as category,
        contact_id as record_id,
        {{ read_value('value', 'decimal(18, 4)') }} as stated_value,
        coalesce(stated_at, recorded_at) as stated_at,
        ended_at
    from attributes

),

final as (

    select
        contacts.customer_id,
        coalesce(evidence.category, answers.category) as stated_category,
        evidence.evidence_kind,
        answers.evidence_source,
        answers.evidence_name,
        answers.evidence_column,
        answers.record_id,
        {{ business_date('answers.stated_at') }} as stated_date,
        cast(
            case
                when evidence.evidence_kind = 'category_spend'
                    then {{ money_quotient(
                        'answers.stated_value * ' ~ var('wallet_window_months'),
                        'evidence.period_months'
                    ) }}
                else answers.stated_value
            end as decimal(18, 4)
        ) as stated_value,
        answers.stated_at
    from answers
    inner join evidence
        on answers.evidence_source = evidence.evidence_source
        and answers.evidence_name = evidence.evidence_name
        and answers.evidence_column = evidence.evidence_column
    inner join contacts
        on answers.contact_id = contacts.contact_id
    cross join as_of
    where answers.stated_value is not null
        and coalesce(evidence.category, answers.category) is not null
        and (
            answers.ended_at is null
            or {{ business_date('answers.ended_at') }} > as_of.as_of_date
        )
        and (
            evidence.valid_months is null
            or {{ business_date('answers.stated_at') }}
            > {{ add_months('as_of.as_of_date', '-evidence.valid_months') }}
        )

)

select * from final
