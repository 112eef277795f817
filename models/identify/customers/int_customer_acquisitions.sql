-- Of all that happened on a customer's first day, the most telling names the channel.
with

evidence as (

    select * from {{ ref('int_acquisition_evidence') }}

),

evidence_kinds as (

    select * from {{ ref('acquisition_evidence') }}

),

contacts as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

persons as (

    select * from {{ ref('int_customer_persons') }}

),

accounts as (

    select * from {{ ref('dim_accounts') }}
    where customer_id is not null

),

-- Only contacts that were there on the customer's first day can tell of it.
first_contacts as (

    select
        contacts.contact_id,
        contacts.customer_id,
        contacts.source_system,
        contacts.first_seen_at,
        {{ business_date('persons.first_seen_at') }} as first_day
    from contacts
    inner join persons
        on contacts.customer_id = persons.customer_id
    where {{ business_date('contacts.first_seen_at') }}
        is not distinct from {{ business_date('persons.first_seen_at') }}

),

candidates as (

    select
        first_contacts.customer_id,
        evidence.evidence_kind,
        evidence.channel,
        evidence.evidence_at
    from evidence
    inner join first_contacts
        on evidence.contact_id = first_contacts.contact_id
    where {{ business_date('evidence.evidence_at') }} = first_contacts.first_day

    union all

    select
        accounts.customer_id,
        evidence.evidence_kind,
        evidence.channel,
        evidence.evidence_at
    from evidence
    inner join accounts
        on evidence.account_id = accounts.account_id
    where {{ business_date('evidence.evidence_at') }}
        = {{ business_date('accounts.first_seen_at') }}

    union all

    select
        customer_id,
        'source_system' as evidence_kind,
        source_system as channel,
        first_seen_at as evidence_at
    from first_contacts

    union all

    select
        customer_id,
        'source_system' as evidence_kind,
        source_system as channel,
        first_seen_at as evidence_at
    from accounts

),

ranked as (

    select
        candidates.customer_id,
        candidates.evidence_kind,
        candidates.channel,
        row_number() over (
            partition by candidates.customer_id
            order by
                evidence_kinds.evidence_rank asc,
                candidates.evidence_at asc nulls last,
                candidates.channel asc
        ) as candidate_rank
    from candidates
    inner join evidence_kinds
        on candidates.evidence_kind = evidence_kinds.evidence_kind

),

final as (

    select
        customer_id,
        channel as acquisition_channel,
        evidence_kind as acquisition_evidence
    from ranked
    where candidate_rank = 1

)

select * from final
