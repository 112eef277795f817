-- How often the records of one person agree on a level (m) is learnt from the pairs of
-- which rules alone are sure; the shipped rates are worth rate_pseudo_count pairs.
{%- set comparisons = ['given_name', 'family_name', 'birth_date', 'address'] %}
with

known_pairs as (

    select * from {{ ref('int_known_pairs') }}

),

pair_levels as (

    select * from {{ ref('int_pair_levels') }}

),

match_weights as (

    select * from {{ ref('match_weights') }}

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}
    where threshold_name = 'rate_pseudo_count'

),

-- Known contacts have numbers below zero: said here, so that the view compares no
-- candidates for this.
known_levels as (

    select pair_levels.*
    from pair_levels
    inner join known_pairs
        on pair_levels.left_profile_number = known_pairs.left_profile_number
        and pair_levels.right_profile_number = known_pairs.right_profile_number
    where pair_levels.left_profile_number < 0

),

levels as (

    {% for comparison in comparisons %}
    select
        '{{ comparison }}' as comparison,
        {{ comparison }}_level as level
    from known_levels
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

level_counts as (

    select
        comparison,
        level,
        count(*) as pair_count
    from levels
    group by comparison, level

),

counted as (

    select
        match_weights.*,
        coalesce(level_counts.pair_count, 0) as pair_count,
        sum(level_counts.pair_count) over of_group as group_pair_count,
        sum(match_weights.m_probability) over of_group as group_probability
    from match_weights
    left join level_counts
        on match_weights.is_learned
        and match_weights.comparison = level_counts.comparison
        and match_weights.level = level_counts.level
    window of_group as (
        partition by match_weights.comparison, match_weights.is_learned
    )

),

weighed as (

    select
        counted.*,
        coalesce(counted.group_pair_count, 0)
        + match_thresholds.threshold * counted.group_probability as group_weight,
        counted.pair_count
        + match_thresholds.threshold * counted.m_probability as level_weight
    from counted
    cross join match_thresholds

),

final as (

    select
        comparison,
        level,
        case
            when is_learned
                then round(group_probability * level_weight / group_weight, 9)
            else m_probability
        end as m_probability,
        u_probability,
        household_probability,
        is_frequency_adjusted
    from weighed

)

select * from final
