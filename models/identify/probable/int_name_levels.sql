-- Two names in each other's place are one mistake, so names that agree in their own
-- place are not compared crosswise.
with

compared_pairs as (

    select * from {{ ref('int_compared_pairs') }}

),

profiles as (

    select * from {{ ref('int_compared_profiles') }}

),

straight as (

    select
        compared_pairs.left_profile_number,
        compared_pairs.right_profile_number,
        left_profiles.given_key as left_given_key,
        left_profiles.family_key as left_family_key,
        right_profiles.given_key as right_given_key,
        right_profiles.family_key as right_family_key,
        left_profiles.has_given_name and right_profiles.has_given_name
            as has_given_names,
        left_profiles.has_family_name and right_profiles.has_family_name
            as has_family_names,
        {{ has_same_group('left_profiles', 'right_profiles') }} as has_same_group,
        {{ name_level('left_profiles', 'right_profiles', 'given') }}
            as given_name_level,
        {{ name_level('left_profiles', 'right_profiles', 'family') }}
            as family_name_level
    from compared_pairs
    inner join profiles as left_profiles
        on compared_pairs.left_profile_number = left_profiles.profile_number
    inner join profiles as right_profiles
        on compared_pairs.right_profile_number = right_profiles.profile_number

),

crossed as (

    select
        *,
        case
            when has_same_group
                or given_name_level in ('exact', 'close')
                or family_name_level in ('exact', 'close')
                then 0
            when left_given_key = right_family_key then 2
            when length(left_given_key) < 3 then 0
            when {{ is_close('left_given_key', 'right_family_key', '0.4') }} then 1
            else 0
        end as first_cross,
        case
            when has_same_group
                or given_name_level in ('exact', 'close')
                or family_name_level in ('exact', 'close')
                then 0
            when left_family_key = right_given_key then 2
            when length(left_family_key) < 3 then 0
            when {{ is_close('left_family_key', 'right_given_key', '0.4') }} then 1
            else 0
        end as second_cross
    from straight

),

final as (

    select
        left_profile_number,
        right_profile_number,
        case
            when first_cross + second_cross = 4 then 'swapped'
            when first_cross > 0 and second_cross > 0 then 'swapped_close'
            when first_cross + second_cross > 0 then 'missing'
            when has_same_group and given_name_level != 'exact' then 'nickname'
            when given_name_level = 'different' and not has_given_names then 'missing'
            else given_name_level
        end as given_name_level,
        case
            when first_cross + second_cross = 4 then 'swapped'
            when first_cross + second_cross > 0 then 'swapped_close'
            when family_name_level = 'different' and not has_family_names then 'missing'
            else family_name_level
        end as family_name_level
    from crossed

)

select * from final
