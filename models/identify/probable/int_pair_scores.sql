-- Two explanations are refused, strangers and a household (`int_partial_weights`): the
-- weaker refusal counts.
with

pairs as (

    select * from {{ ref('int_plausible_pairs') }}

),

profiles as (

    select * from {{ ref('int_comparable_profiles') }}

),

weights as (

    select * from {{ ref('int_partial_weights') }}
    where comparison = 'email'

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}
    where threshold_name = 'review'

),

levelled as (

    select
        pairs.*,
        {{ email_level('left_profiles', 'right_profiles') }} as email_level
    from pairs
    inner join profiles as left_profiles
        on pairs.left_profile_number = left_profiles.profile_number
    inner join profiles as right_profiles
        on pairs.right_profile_number = right_profiles.profile_number

),

scored as (

    select
        levelled.*,
        round(
            least(
                levelled.stranger_weight
                + coalesce(weights.stranger_weight, 0)
                + case
                    when weights.is_frequency_adjusted
                        then levelled.email_rarity_weight
                    else 0
                end,
                levelled.household_weight + coalesce(weights.household_weight, 0)
            ), 9
        ) as match_weight
    from levelled
    left join weights
        on levelled.email_level = weights.level

),

final as (

    select
        scored.left_profile_number,
        scored.right_profile_number,
        {%- for comparison in comparisons() %}
        scored.{{ comparison }}_level,
        {%- endfor %}
        scored.match_weight
    from scored
    cross join match_thresholds
    where scored.match_weight >= match_thresholds.threshold

)

select * from final
