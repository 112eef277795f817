with

hierarchy as (

    select * from {{ ref('int_account_hierarchy') }}

),

sightings as (

    select * from {{ ref('int_account_sightings') }}

),

final as (

    select
        account_id,
        stated_parent_account_id as other_account_id,
        'hierarchy_cycle' as conflict_kind,
        parent_account_id is null as is_cut
    from hierarchy
    where is_in_cycle

    union all

    select
        account_id,
        stated_parent_account_id as other_account_id,
        'hierarchy_too_deep' as conflict_kind,
        true as is_cut
    from hierarchy
    where is_too_deep

    union all

    select
        hierarchy.account_id,
        hierarchy.stated_parent_account_id as other_account_id,
        'unlisted_parent' as conflict_kind,
        false as is_cut
    from hierarchy
    inner join sightings
        on hierarchy.stated_parent_account_id = sightings.account_id
    where not sightings.is_listed

)

select * from final
