{{ config(materialized='view') }}

-- Street, city and postcode are one comparison: as three they would make one person of
-- a household.
with

name_levels as (

    select * from {{ ref('int_name_levels') }}

),

profiles as (

    select * from {{ ref('int_compared_profiles') }}

),

identifier_levels as (

    select * from {{ ref('int_identifier_levels') }}

),

final as (

    select
        name_levels.left_profile_number,
        name_levels.right_profile_number,
        name_levels.given_name_level,
        name_levels.family_name_level,
        {{ birth_level('left_profiles.birth_key', 'right_profiles.birth_key') }}
            as birth_date_level,
        case
            when left_profiles.gender_key is null or right_profiles.gender_key is null
                then 'missing'
            when substr(left_profiles.gender_key, 1, 1)
                = substr(right_profiles.gender_key, 1, 1)
                then 'exact'
            else 'different'
        end as gender_level,
        case
            when left_profiles.phone_key is null
                or right_profiles.phone_key is null
                or coalesce(left_profiles.given_key, left_profiles.family_key) is null
                or coalesce(right_profiles.given_key, right_profiles.family_key) is null
                then 'missing'
            when left_profiles.phone_key = right_profiles.phone_key then 'exact'
            when levenshtein(left_profiles.phone_key, right_profiles.phone_key) = 1
                then 'close'
            else 'different'
        end as phone_level,
        {{ address_level('left_profiles', 'right_profiles') }} as address_level,
        coalesce(identifier_levels.unique_identifier_level, 'missing')
            as unique_identifier_level
    from name_levels
    inner join profiles as left_profiles
        on name_levels.left_profile_number = left_profiles.profile_number
    inner join profiles as right_profiles
        on name_levels.right_profile_number = right_profiles.profile_number
    left join identifier_levels
        on left_profiles.entity_number = identifier_levels.left_entity_number
        and right_profiles.entity_number = identifier_levels.right_entity_number

)

select * from final
