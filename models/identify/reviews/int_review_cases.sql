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

account_conflicts as (

    select * from {{ ref('int_account_conflicts') }}

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

final as (

    select
        review_kind,
        md5(
            review_kind || ' ' || left_contact_id || ' ' || right_contact_id
            || case when review_kind like '%_conflict' then ' ' || detail else '' end
        ) as review_id,
        left_contact_id,
        right_contact_id,
        cast(null as string) as account_id,
        cast(null as string) as other_account_id,
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
        conflict_kind as review_kind,
        md5(conflict_kind || ' ' || account_id) as review_id,
        cast(null as string) as left_contact_id,
        cast(null as string) as right_contact_id,
        account_id,
        other_account_id,
        case when is_cut then 'it became a root' else 'its parent was kept' end
            as detail,
        cast(null as double) as match_weight,
        cast(null as string) as identifier_type,
        cast(null as string) as identifier_key,
        cast(null as bigint) as contact_count,
        cast(null as bigint) as guest_count,
        cast(null as bigint) as surname_count
    from account_conflicts

    union all

    select
        verdict as review_kind,
        md5(
            verdict || ' ' || identifier_type || ' ' || contact_id || ' '
            || cast(value_number as string)
        ) as review_id,
        contact_id as left_contact_id,
        cast(null as string) as right_contact_id,
        cast(null as string) as account_id,
        cast(null as string) as other_account_id,
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

)

select * from final
