-- Both directions of a pair are one pair; of several decisions the newest counts. Only
-- what was decided at one moment contradicts: a later decision is a change of mind.
with

overrides as (

    select * from {{ ref('stg_identity_overrides') }}

),

contacts as (

    select * from {{ ref('int_contacts') }}

),

decisions as (

    select
        least(left_contact_id, right_contact_id) as left_contact_id,
        greatest(left_contact_id, right_contact_id) as right_contact_id,
        decision,
        decided_at,
        recorded_at
    from overrides
    where decision in ('must_link', 'never_link')

),

ranked as (

    select
        *,
        row_number() over (
            partition by left_contact_id, right_contact_id
            order by
                decided_at desc,
                decision desc,
                recorded_at asc nulls first
        ) as decision_rank,
        min(decision) over (
            partition by left_contact_id, right_contact_id, decided_at
        ) != max(decision) over (
            partition by left_contact_id, right_contact_id, decided_at
        ) as is_contradicted
    from decisions

),

final as (

    select
        ranked.left_contact_id,
        ranked.right_contact_id,
        ranked.decision,
        left_contacts.contact_id is not null as is_left_known,
        right_contacts.contact_id is not null as is_right_known,
        ranked.is_contradicted,
        ranked.decided_at,
        ranked.recorded_at as known_at
    from ranked
    left join contacts as left_contacts
        on ranked.left_contact_id = left_contacts.contact_id
    left join contacts as right_contacts
        on ranked.right_contact_id = right_contacts.contact_id
    where ranked.decision_rank = 1

)

select * from final
