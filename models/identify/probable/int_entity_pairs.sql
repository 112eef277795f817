{%- set comparisons = [
    'given_name', 'family_name', 'birth_date', 'gender', 'email', 'phone', 'address',
] -%}
with

pair_scores as (

    select * from {{ ref('int_pair_scores') }}

),

profiles as (

    select * from {{ ref('int_comparable_profiles') }}

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}
    where threshold_name = 'review'

),

contradicted_pairs as (

    select * from {{ ref('int_contradicted_pairs') }}

),

match_weights as (

    select * from {{ ref('match_weights') }}
    where comparison = 'unique_identifier' and level = 'different'

),

likely as (

    select pair_scores.*
    from pair_scores
    cross join match_thresholds
    where pair_scores.match_weight >= match_thresholds.threshold

),

ranked as (

    select
        likely.*,
        left_profiles.contact_id as first_contact_id,
        right_profiles.contact_id as second_contact_id,
        left_profiles.entity_number as left_entity_number,
        right_profiles.entity_number as right_entity_number,
        greatest(left_profiles.known_at, right_profiles.known_at) as known_at,
        row_number() over (
            partition by left_profiles.entity_number, right_profiles.entity_number
            order by
                likely.match_weight desc,
                likely.left_profile_number asc,
                likely.right_profile_number asc
        ) as pair_rank
    from likely
    inner join profiles as left_profiles
        on likely.left_profile_number = left_profiles.profile_number
    inner join profiles as right_profiles
        on likely.right_profile_number = right_profiles.profile_number

),

weighed as (

    select
        ranked.*,
        contradicted_pairs.left_entity_number is not null as is_contradicted,
        case
            when contradicted_pairs.left_entity_number is null then 0
            else log2(match_weights.m_probability / match_weights.u_probability)
        end as contradiction_weight
    from ranked
    cross join match_weights
    left join contradicted_pairs
        on ranked.left_entity_number = contradicted_pairs.left_entity_number
        and ranked.right_entity_number = contradicted_pairs.right_entity_number
    where ranked.pair_rank = 1

),

judged as (

    select
        *,
        round(match_weight + contradiction_weight, 9) as judged_weight
    from weighed

),

passed as (

    select judged.*
    from judged
    cross join match_thresholds
    where judged.judged_weight >= match_thresholds.threshold

),

final as (

    select
        least(first_contact_id, second_contact_id) as left_contact_id,
        greatest(first_contact_id, second_contact_id) as right_contact_id,
        trim(
            {%- for comparison in comparisons %}
            {{ '|| ' if not loop.first }}case
                when {{ comparison }}_level = 'missing' then ''
                else '{{ comparison }}=' || {{ comparison }}_level || ' '
            end
            {%- endfor %}
            || case
                when is_contradicted then 'unique_identifier=different' else ''
            end
        ) as evidence,
        judged_weight as match_weight,
        {{ match_probability('judged_weight') }} as confidence,
        known_at
    from passed

)

select * from final
