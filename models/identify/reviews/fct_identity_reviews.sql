with

undecided_pairs as (

    select * from {{ ref('int_undecided_pairs') }}

),

doubtful_decisions as (

    select * from {{ ref('int_doubtful_decisions') }}

),

limit_conflicts as (

    select * from {{ ref('int_limit_conflicts') }}

),

shared_values as (

    select * from {{ ref('int_shared_values') }}

),

customers as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

review_kinds as (

    select * from {{ ref('review_kinds') }}

),

pairs as (

    select
        review_kind,
        left_contact_id,
        right_contact_id,
        detail,
        match_weight
    from undecided_pairs

    union all

    select
        review_kind,
        left_contact_id,
        right_contact_id,
        detail,
        match_weight
    from doubtful_decisions

    union all

    select
        review_kind,
        left_contact_id,
        right_contact_id,
        detail,
        match_weight
    from limit_conflicts

),

reviews as (

    select
        review_kind,
        md5(
            review_kind || ' ' || left_contact_id || ' ' || right_contact_id
            || case when review_kind like '%_conflict' then ' ' || detail else '' end
        ) as review_id,
        left_contact_id,
        right_contact_id,
        detail,
        match_weight,
        cast(null as string) as identifier_type,
        cast(null as string) as identifier_key,
        cast(null as bigint) as contact_count,
        cast(null as bigint) as guest_count,
        cast(null as bigint) as surname_count
    from pairs

    union all

    select
        verdict as review_kind,
        md5(
            verdict || ' ' || identifier_type || ' ' || contact_id || ' '
            || cast(value_number as string)
        ) as review_id,
        contact_id as left_contact_id,
        cast(null as string) as right_contact_id,
        cast(contact_count as string) || ' contacts, '
        || cast(guest_count as string) || ' guests, '
        || cast(surname_count as string) || ' surnames' as detail,
        cast(null as double) as match_weight,
        identifier_type,
        identifier_key,
        contact_count,
        guest_count,
        surname_count
    from shared_values

),

final as (

    select
        reviews.review_id,
        reviews.review_kind,
        reviews.left_contact_id,
        reviews.right_contact_id,
        left_customers.customer_id as left_customer_id,
        right_customers.customer_id as right_customer_id,
        reviews.identifier_type,
        reviews.identifier_key,
        review_kinds.meaning || ' (' || reviews.detail || ').' as reason,
        review_kinds.remedy || '.' as remedy,
        review_kinds.priority as review_priority,
        reviews.contact_count,
        reviews.guest_count,
        reviews.surname_count,
        reviews.match_weight
    from reviews
    inner join review_kinds
        on reviews.review_kind = review_kinds.review_kind
    left join customers as left_customers
        on reviews.left_contact_id = left_customers.contact_id
    left join customers as right_customers
        on reviews.right_contact_id = right_customers.contact_id

)

select * from final
