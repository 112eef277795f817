-- Two profiles meet once, however many blocks they share.
with

blocking_keys as (

    select * from {{ ref('int_blocking_keys') }}

),

final as (

    select
        left_keys.profile_number as left_profile_number,
        right_keys.profile_number as right_profile_number
    from blocking_keys as left_keys
    inner join blocking_keys as right_keys
        on left_keys.blocking_rule = right_keys.blocking_rule
        and left_keys.block_key = right_keys.block_key
        and left_keys.profile_number < right_keys.profile_number
        and left_keys.entity_number != right_keys.entity_number
    group by left_keys.profile_number, right_keys.profile_number

)

select * from final
