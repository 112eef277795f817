-- Every contact is linked to the first contact with the same value: n - 1 links instead
-- of the n (n - 1) / 2 pairs. First is the one of which the warehouse first recorded
-- it: so each link is known as soon as its younger end is.
with

as_of as (

    select * from {{ ref('as_of') }}

),

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}

),

identifier_types as (

    select * from {{ ref('identifier_types') }}

),

contacts as (

    select * from {{ ref('int_contacts') }}

),

evidence as (

    select
        identifiers.identifier_type,
        identifiers.identifier_key,
        case
            when identifier_types.requires = 'nothing' then ''
            when contacts.is_guest then 'guest'
            when contacts.has_dummy_name then null
            else contacts.given_name_key || ' ' || contacts.family_name_key
        end as condition_key,
        identifiers.contact_id,
        contacts.birth_date,
        identifiers.known_at,
        cast(identifier_types.confidence as double) as confidence
    from identifiers
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    inner join identifier_types
        on identifiers.identifier_type = identifier_types.identifier_type
    inner join contacts
        on identifiers.contact_id = contacts.contact_id
    cross join as_of
    where identifier_values.verdict = 'ok'
        and identifier_types.strength = 'strong'
        and coalesce(
            {{ days_between(
                'cast(identifiers.last_seen_at as date)', 'as_of.as_of_date'
            ) }} <= identifier_types.expires_after_days,
            true
        )

),

stars as (

    select
        *,
        first_value(contact_id) over (
            partition by identifier_type, identifier_key, condition_key
            order by known_at asc nulls first, contact_id asc
        ) as first_contact_id
    from evidence
    where condition_key is not null

),

-- Persons of several birth dates share the value: a link to the first contact, of
-- another birth date, will be refused, so those of one date are tied to each other.
shared_values as (

    select
        identifier_type,
        identifier_key,
        condition_key
    from stars
    group by identifier_type, identifier_key, condition_key
    having min(birth_date) != max(birth_date)

),

birth_stars as (

    select
        stars.*,
        first_value(stars.contact_id) over (
            partition by
                stars.identifier_type,
                stars.identifier_key,
                stars.condition_key,
                stars.birth_date
            order by stars.known_at asc nulls first, stars.contact_id asc
        ) as first_of_birth_id
    from stars
    inner join shared_values
        on stars.identifier_type = shared_values.identifier_type
        and stars.identifier_key = shared_values.identifier_key
        and stars.condition_key = shared_values.condition_key
    where stars.birth_date is not null

),

final as (

    select
        first_contact_id as left_contact_id,
        contact_id as right_contact_id,
        identifier_type,
        identifier_key,
        confidence,
        known_at
    from stars
    where contact_id != first_contact_id

    union all

    select
        first_of_birth_id as left_contact_id,
        contact_id as right_contact_id,
        identifier_type,
        identifier_key,
        confidence,
        known_at
    from birth_stars
    where contact_id != first_of_birth_id
        and first_of_birth_id != first_contact_id

)

select * from final
