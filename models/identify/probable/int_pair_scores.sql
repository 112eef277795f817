-- Match weights by Fellegi and Sunter (1969): the bits log2(m / u) of each comparison
-- are added to those of the prior; a value says the more the rarer it is (Winkler
-- 2000). Two explanations are refused, that the two are strangers and that they share a
-- household: the weaker refusal counts.
with

pair_levels as (

    select * from {{ ref('int_pair_levels') }}

),

profiles as (

    select * from {{ ref('int_comparable_profiles') }}

),

rarities as (

    select * from {{ ref('int_profile_rarities') }}

),

match_rates as (

    select * from {{ ref('int_match_rates') }}

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}

),

weights as (

    select
        comparison,
        level,
        log2(m_probability / u_probability) as stranger_weight,
        log2(m_probability / household_probability) as household_weight,
        is_frequency_adjusted
    from match_rates

),

priors as (

    select
        -log2(max(profiles.entity_number)) as stranger_weight,
        -log2(max(match_thresholds.threshold)) as household_weight
    from profiles
    cross join match_thresholds
    where match_thresholds.threshold_name = 'housemates_per_duplicate'

),

scored as (

    select
        pair_levels.*,
        priors.stranger_weight
        {%- for comparison in comparisons() %}
        + coalesce({{ comparison }}_weights.stranger_weight, 0)
        {%- if comparison not in ['gender', 'unique_identifier'] %}
        + case
            when {{ comparison }}_weights.is_frequency_adjusted
                then rarities.{{ comparison }}_weight
            else 0
        end
        {%- endif %}
        {%- endfor %} as stranger_weight,
        priors.household_weight
        {%- for comparison in comparisons() %}
        + coalesce({{ comparison }}_weights.household_weight, 0)
        {%- endfor %}
        + case
            when given_name_weights.is_frequency_adjusted
                then rarities.given_name_weight
            else 0
        end as household_weight
    from pair_levels
    cross join priors
    inner join rarities
        on pair_levels.left_profile_number = rarities.profile_number
    {%- for comparison in comparisons() %}
    left join weights as {{ comparison }}_weights
        on {{ comparison }}_weights.comparison = '{{ comparison }}'
        and pair_levels.{{ comparison }}_level = {{ comparison }}_weights.level
    {%- endfor %}

),

final as (

    select
        left_profile_number,
        right_profile_number,
        {%- for comparison in comparisons() %}
        {{ comparison }}_level,
        {%- endfor %}
        round(least(stranger_weight, household_weight), 9) as match_weight
    from scored

)

select * from final
