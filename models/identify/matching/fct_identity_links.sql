with

stars as (

    select * from {{ ref('int_identity_stars') }}

),

probable_links as (

    select * from {{ ref('int_probable_links') }}

),

final as (

    select
        left_contact_id,
        right_contact_id,
        'same_' || identifier_type as link_rule,
        min(identifier_key) as evidence,
        max(confidence) as confidence,
        count(*) as evidence_count
    from stars
    group by left_contact_id, right_contact_id, identifier_type

    union all

    select
        left_contact_id,
        right_contact_id,
        link_rule,
        evidence,
        confidence,
        1 as evidence_count
    from probable_links

)

select * from final
