{{ config(materialized='view') }}

with

candidate_pairs as (

    select * from {{ ref('int_candidate_pairs') }}

),

known_pairs as (

    select * from {{ ref('int_known_pairs') }}

),

final as (

    select
        left_profile_number,
        right_profile_number
    from candidate_pairs

    union all

    select
        left_profile_number,
        right_profile_number
    from known_pairs

)

select * from final
