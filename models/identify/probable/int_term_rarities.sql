-- Two of the carriers are the pair that is compared: the others tell how common a value
-- is, beside a prior of one more (pseudo_count). A name may stand in either place. The
-- empty term stands for values that no more than two entities carry.
{%- set terms = [
    ('name', 'given_key'),
    ('name', 'family_key'),
    ('birth_date', 'birth_key'),
    ('email', 'mailbox_key'),
    ('phone', 'phone_key'),
    ('city', 'city_key'),
] %}
with

profiles as (

    select * from {{ ref('int_comparable_profiles') }}

),

match_weights as (

    select * from {{ ref('match_weights') }}

),

match_thresholds as (

    select * from {{ ref('match_thresholds') }}

),

terms as (

    {% for term_type, term in terms %}
    select
        entity_number,
        '{{ term_type }}' as term_type,
        {{ term }} as term
    from profiles
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

entity_terms as (

    select distinct
        entity_number,
        term_type,
        term
    from terms
    where term is not null

),

carried as (

    select
        term_type,
        term,
        count(*) as entity_count
    from entity_terms
    group by term_type, term

),

totals as (

    select
        term_type,
        count(distinct entity_number) as entity_count
    from entity_terms
    group by term_type

),

typed_weights as (

    select
        case
            when comparison in ('given_name', 'family_name') then 'name'
            when level = 'city' then 'city'
            else comparison
        end as term_type,
        u_probability
    from match_weights
    where is_frequency_adjusted
        and level in ('exact', 'city')

),

usual as (

    select
        term_type,
        max(u_probability) as u_probability
    from typed_weights
    group by term_type

),

counted as (

    select
        term_type,
        term,
        entity_count
    from carried
    where entity_count > 2

    union all

    select
        term_type,
        '' as term,
        2 as entity_count
    from totals

),

final as (

    select
        counted.term_type,
        counted.term,
        round(log2(
            (totals.entity_count + match_thresholds.threshold / usual.u_probability)
            / (counted.entity_count - 2 + match_thresholds.threshold)
        ), 9) as rarity_weight
    from counted
    inner join totals
        on counted.term_type = totals.term_type
    inner join usual
        on counted.term_type = usual.term_type
    cross join match_thresholds
    where match_thresholds.threshold_name = 'pseudo_count'

)

select * from final
