-- Who is not known by name is the one known person who carries the same phone or
-- mailbox, if it is one alone.
with

carriers as (

    select * from {{ ref('int_point_carriers') }}

),

match_weights as (

    select * from {{ ref('match_weights') }}
    where comparison = 'owner'

),

person_terms as (

    select
        level,
        term,
        person,
        is_known,
        min(contact_id) as contact_id,
        max(known_at) as known_at
    from carriers
    group by level, term, person, is_known

),

owned as (

    select
        *,
        sum(case when is_known then 1 else 0 end)
            over (partition by level, term) as known_count,
        max(known_at) over (partition by level, term) as all_known_at,
        first_value(contact_id) over (
            partition by level, term
            order by is_known desc, contact_id asc
        ) as owner_contact_id
    from person_terms

),

final as (

    select
        least(owned.owner_contact_id, owned.contact_id) as left_contact_id,
        greatest(owned.owner_contact_id, owned.contact_id) as right_contact_id,
        'owner=' || owned.level as evidence,
        round(log2(match_weights.m_probability / match_weights.u_probability), 9)
            as match_weight,
        owned.all_known_at as known_at
    from owned
    inner join match_weights
        on owned.level = match_weights.level
    where not owned.is_known
        and owned.known_count <= 1
        and owned.contact_id != owned.owner_contact_id

)

select * from final
