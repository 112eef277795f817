with

stars as (

    select * from {{ ref('int_identity_stars') }}

),

final as (

    select
        left_contact_id,
        right_contact_id,
        'same_' || identifier_type as link_rule,
        min(identifier_key) as evidence,
        max(confidence) as confidence,
        count(*) as evidence_count,
        case when count(*) = count(known_at) then min(known_at) end as known_at
    from stars
    group by left_contact_id, right_contact_id, identifier_type

)

select * from final
