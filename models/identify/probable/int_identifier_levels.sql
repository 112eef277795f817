-- Two persons have one value each of what a person has one of. Values agree where those
-- of one entity are slips of those of the other, which may have more.
with

candidate_pairs as (

    select * from {{ ref('int_candidate_pairs') }}

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

identified_profiles as (

    select distinct
        profiles.profile_number,
        profiles.entity_number
    from profiles
    inner join entity_values
        on profiles.entity_number = entity_values.entity_number

),

entity_pairs as (

    select distinct
        left_profiles.entity_number as left_entity_number,
        right_profiles.entity_number as right_entity_number
    from candidate_pairs
    inner join identified_profiles as left_profiles
        on candidate_pairs.left_profile_number = left_profiles.profile_number
    inner join identified_profiles as right_profiles
        on candidate_pairs.right_profile_number = right_profiles.profile_number

),

compared_values as (

    select
        entity_pairs.left_entity_number,
        entity_pairs.right_entity_number,
        left_values.mark_type,
        left_values.mark_value as left_value,
        right_values.mark_value as right_value,
        case
            when {{ is_slip(
                "'one_edit'", 'left_values.mark_value', 'right_values.mark_value'
            ) }}
                then 1
            else 0
        end as is_slip
    from entity_pairs
    inner join entity_values as left_values
        on entity_pairs.left_entity_number = left_values.entity_number
    inner join entity_values as right_values
        on entity_pairs.right_entity_number = right_values.entity_number
        and left_values.mark_type = right_values.mark_type

),

covered_values as (

    select
        left_entity_number,
        right_entity_number,
        mark_type,
        max(is_slip) over (
            partition by left_entity_number, right_entity_number, mark_type, left_value
        ) as is_left_covered,
        max(is_slip) over (
            partition by left_entity_number, right_entity_number, mark_type, right_value
        ) as is_right_covered
    from compared_values

),

compared_types as (

    select
        left_entity_number,
        right_entity_number,
        greatest(min(is_left_covered), min(is_right_covered)) as is_covered
    from covered_values
    group by left_entity_number, right_entity_number, mark_type

),

final as (

    select
        left_entity_number,
        right_entity_number,
        case when min(is_covered) = 1 then 'close' else 'different' end
            as unique_identifier_level
    from compared_types
    group by left_entity_number, right_entity_number

)

select * from final
