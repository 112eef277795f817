-- A full name is taken apart only where the two names are not stated on their own.
{%- set is_in_characters = matches_pattern('texts.full_name', '^[一-鿿가-힣]{2,4}$') %}
with

contacts as (

    select * from {{ ref('stg_contacts') }}

),

name_orders as (

    select * from {{ ref('name_orders') }}

),

compound_family_names as (

    select * from {{ ref('compound_family_names') }}

),

blocked_names as (

    select * from {{ ref('int_doubtful_values') }}
    where attribute_group = 'name' and verdict = 'blocked'

),

blocked_parts as (

    select * from {{ ref('int_doubtful_values') }}
    where attribute_group = 'name_part' and verdict = 'blocked'

),

texts as (

    select
        contact_id,
        country_code,
        given_name,
        family_name,
        case
            when given_name is null and family_name is null
                then trim({{ replace_pattern('lower(full_name)', '[ \\t]+', ' ') }})
        end as full_name
    from contacts

),

ordered as (

    select
        texts.contact_id,
        texts.given_name,
        texts.family_name,
        texts.full_name,
        {{ given_of_full_name('texts.full_name', 'name_orders.name_order') }}
            as given_of_words,
        name_orders.name_order,
        case
            when {{ is_in_characters }} and compound_family_names.family_name is null
                then 1
            when {{ is_in_characters }} then 2
        end as family_character_count,
        texts.full_name like '%_,_%' as has_comma
    from texts
    left join name_orders
        on texts.country_code = name_orders.country_code
    left join compound_family_names
        on substr(texts.full_name, 1, 2) = compound_family_names.family_name
        and length(texts.full_name) > 2

),

parted as (

    select
        contact_id,
        case
            when full_name is null then given_name
            when has_comma then split_part(full_name, ',', 2)
            when family_character_count is not null
                then substr(full_name, family_character_count + 1)
            else given_of_words
        end as given_name,
        case
            when full_name is null then family_name
            when has_comma then split_part(full_name, ',', 1)
            when family_character_count is not null
                then substr(full_name, 1, family_character_count)
            when given_of_words is null then full_name
            when name_order = 'family_first' then split_part(full_name, ' ', 1)
            else substr(full_name, length(given_of_words) + 2)
        end as family_name
    from ordered

),

cleaned as (

    select
        contact_id,
        trim(replace(lower(given_name), '-', ' ')) as given_name,
        trim({{ replace_pattern(
            "replace(lower(family_name), '-', ' ')",
            '^((de|del|della|di|da|dos|du|la|las|le|los|van|von|der|den|zu) )+',
            ''
        ) }}) as family_name
    from parted

),

keyed as (

    select
        *,
        {{ name_key('given_name') }} as given_name_key,
        {{ name_key('family_name') }} as family_name_key
    from cleaned

),

final as (

    select
        keyed.contact_id,
        keyed.given_name,
        keyed.family_name,
        blocked_names.value_key is not null
        or (given_blocks.value_key is not null and family_blocks.value_key is not null)
            as has_dummy_name
    from keyed
    left join blocked_names
        on concat_ws('', keyed.given_name_key, keyed.family_name_key)
        = blocked_names.value_key
    left join blocked_parts as given_blocks
        on keyed.given_name_key = given_blocks.value_key
    left join blocked_parts as family_blocks
        on keyed.family_name_key = family_blocks.value_key

)

select * from final
