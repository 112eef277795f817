with

doubtful_pairs as (

    select * from {{ ref('int_doubtful_pairs') }}

),

overrides as (

    select * from {{ ref('int_identity_overrides') }}

),

components as (

    select * from {{ ref('int_contact_components') }}

),

named_pairs as (

    select
        doubtful_pairs.*,
        coalesce(
            cast(left_components.component as string), doubtful_pairs.left_contact_id
        ) as left_cluster,
        coalesce(
            cast(right_components.component as string), doubtful_pairs.right_contact_id
        ) as right_cluster
    from doubtful_pairs
    left join components as left_components
        on doubtful_pairs.left_contact_id = left_components.node
    left join components as right_components
        on doubtful_pairs.right_contact_id = right_components.node

),

named_overrides as (

    select
        overrides.left_contact_id,
        overrides.right_contact_id,
        coalesce(cast(left_components.component as string), overrides.left_contact_id)
            as left_cluster,
        coalesce(
            cast(right_components.component as string), overrides.right_contact_id
        ) as right_cluster
    from overrides
    left join components as left_components
        on overrides.left_contact_id = left_components.node
    left join components as right_components
        on overrides.right_contact_id = right_components.node

),

-- A decision on any two contacts of two components decides them; within one component
-- it decides its own pair alone.
decisions as (

    select distinct
        case
            when left_cluster = right_cluster then left_contact_id
            else left_cluster
        end as one_end,
        case
            when left_cluster = right_cluster then right_contact_id
            else right_cluster
        end as other_end
    from named_overrides

),

asked as (

    select
        *,
        case
            when left_cluster = right_cluster then left_contact_id
            else left_cluster
        end as one_end,
        case
            when left_cluster = right_cluster then right_contact_id
            else right_cluster
        end as other_end
    from named_pairs

),

final as (

    select
        asked.review_kind,
        asked.left_contact_id,
        asked.right_contact_id,
        asked.detail,
        asked.match_weight
    from asked
    left join decisions
        on least(asked.one_end, asked.other_end)
        = least(decisions.one_end, decisions.other_end)
        and greatest(asked.one_end, asked.other_end)
        = greatest(decisions.one_end, decisions.other_end)
    where decisions.one_end is null

)

select * from final
