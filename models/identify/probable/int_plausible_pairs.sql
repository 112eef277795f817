-- The match weights of all comparisons but that of e-mails, which are dear to compare:
-- most pairs are refused whatever their e-mails say. The bits are added to those of the
-- prior; a value says the more the rarer it is (Winkler 2000).
{%- set others = comparisons() | reject('equalto', 'email') | list %}
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

weights as (

    select * from {{ ref('int_partial_weights') }}

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}

),

thresholds as (

    select
        max(case when threshold_name = 'review' then threshold end) as review,
        max(case when threshold_name = 'housemates_per_duplicate' then threshold end)
            as housemates_per_duplicate
    from match_thresholds

),

entities as (

    select max(entity_number) as entity_count
    from profiles

),

scored as (

    select
        pair_levels.*,
        rarities.email_weight as email_rarity_weight,
        -log2(entities.entity_count)
        {%- for comparison in others %}
        + coalesce({{ comparison }}_weights.stranger_weight, 0)
        {%- if comparison not in ['gender', 'unique_identifier'] %}
        + case
            when {{ comparison }}_weights.is_frequency_adjusted
                then rarities.{{ comparison }}_weight
            else 0
        end
        {%- endif %}
        {%- endfor %} as stranger_weight,
        -log2(thresholds.housemates_per_duplicate)
        {%- for comparison in others %}
        + coalesce({{ comparison }}_weights.household_weight, 0)
        {%- endfor %}
        + case
            when given_name_weights.is_frequency_adjusted
                then rarities.given_name_weight
            else 0
        end as household_weight
    from pair_levels
    cross join entities
    cross join thresholds
    inner join rarities
        on pair_levels.left_profile_number = rarities.profile_number
    {%- for comparison in others %}
    left join weights as {{ comparison }}_weights
        on {{ comparison }}_weights.comparison = '{{ comparison }}'
        and pair_levels.{{ comparison }}_level = {{ comparison }}_weights.level
    {%- endfor %}

),

best_email as (

    select
        max(case when is_frequency_adjusted then stranger_weight end)
            as adjusted_weight,
        max(
            case
                when not coalesce(is_frequency_adjusted, false) then stranger_weight
            end
        ) as stranger_weight,
        max(household_weight) as household_weight
    from weights
    where comparison = 'email'

),

-- A hair below the threshold, as match weights are rounded, and sums in another order
-- differ in their last digits.
final as (

    select
        scored.left_profile_number,
        scored.right_profile_number,
        {%- for comparison in others %}
        scored.{{ comparison }}_level,
        {%- endfor %}
        scored.email_rarity_weight,
        scored.stranger_weight,
        scored.household_weight
    from scored
    cross join best_email
    cross join thresholds
    where scored.stranger_weight + greatest(
            0e0,
            best_email.stranger_weight,
            best_email.adjusted_weight + scored.email_rarity_weight
        ) > thresholds.review - 0.000001
        and scored.household_weight + greatest(0e0, best_email.household_weight)
        > thresholds.review - 0.000001

)

select * from final
