-- Two persons have one value each of what a person has one of. A value of either entity
-- that is a slip of one of the other contradicts nothing.
with

pair_scores as (

    select * from {{ ref('int_pair_scores') }}

),

profiles as (

    select * from {{ ref('int_comparable_profiles') }}

),

contacts as (

    select * from {{ ref('int_comparable_contacts') }}

),

marks as (

    select * from {{ ref('int_contact_marks') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}
    where is_unique

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}

),

entity_values as (

    select distinct
        profiles.entity_number,
        marks.mark_type,
        marks.mark_value
    from marks
    inner join identifier_types
        on marks.mark_type = identifier_types.identifier_type
    inner join contacts
        on marks.node = contacts.contact_id
    inner join profiles
        on contacts.entity_id = profiles.entity_id

),

likely_pairs as (

    select distinct
        left_profiles.entity_number as left_entity_number,
        right_profiles.entity_number as right_entity_number
    from pair_scores
    cross join match_thresholds
    inner join profiles as left_profiles
        on pair_scores.left_profile_number = left_profiles.profile_number
    inner join profiles as right_profiles
        on pair_scores.right_profile_number = right_profiles.profile_number
    where match_thresholds.threshold_name = 'review'
        and pair_scores.match_weight >= match_thresholds.threshold

),

compared_types as (

    select
        likely_pairs.left_entity_number,
        likely_pairs.right_entity_number,
        left_values.mark_type,
        max(
            case
                when {{ is_slip(
                    "'one_edit'", 'left_values.mark_value', 'right_values.mark_value'
                ) }}
                    then 1
                else 0
            end
        ) as is_shared
    from likely_pairs
    inner join entity_values as left_values
        on likely_pairs.left_entity_number = left_values.entity_number
    inner join entity_values as right_values
        on likely_pairs.right_entity_number = right_values.entity_number
        and left_values.mark_type = right_values.mark_type
    group by
        likely_pairs.left_entity_number,
        likely_pairs.right_entity_number,
        left_values.mark_type

),

final as (

    select distinct
        left_entity_number,
        right_entity_number
    from compared_types
    where is_shared = 0

)

select * from final
