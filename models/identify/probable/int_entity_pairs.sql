-- Different unique identifiers are outweighed only where a birth date or a place agrees
-- too: an equal name and e-mail may be a family's.
with

pair_scores as (

    select * from {{ ref('int_pair_scores') }}

),

profiles as (

    select * from {{ ref('int_comparable_profiles') }}

),

likely as (

    select
        pair_scores.*,
        pair_scores.unique_identifier_level = 'different'
        and pair_scores.birth_date_level not in ('exact', 'close', 'swapped')
        and pair_scores.address_level not in (
            'exact', 'street', 'close', 'postcode', 'moved_postcode'
        ) as is_vetoed
    from pair_scores

),

ranked as (

    select
        likely.*,
        left_profiles.contact_id as first_contact_id,
        right_profiles.contact_id as second_contact_id,
        greatest(left_profiles.known_at, right_profiles.known_at) as known_at,
        row_number() over (
            partition by left_profiles.entity_number, right_profiles.entity_number
            order by
                likely.is_vetoed asc,
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

final as (

    select
        least(first_contact_id, second_contact_id) as left_contact_id,
        greatest(first_contact_id, second_contact_id) as right_contact_id,
        trim(
            {%- for comparison in comparisons() %}
            {{ '|| ' if not loop.first }}case
                when {{ comparison }}_level = 'missing' then ''
                else '{{ comparison }}=' || {{ comparison }}_level || ' '
            end
            {%- endfor %}
        ) as evidence,
        match_weight,
        {{ match_probability('match_weight') }} as confidence,
        unique_identifier_level != 'missing' as has_compared_identifiers,
        is_vetoed,
        known_at
    from ranked
    where pair_rank = 1

)

select * from final
