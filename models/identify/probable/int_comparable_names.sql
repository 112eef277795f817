with

stated_names as (

    select * from {{ ref('int_stated_names') }}

),

points as (

    select * from {{ ref('int_comparable_points') }}

),

blocked_names as (

    select {{ comparable_name('value_key') }} as name_key
    from {{ ref('int_doubtful_values') }}
    where attribute_group = 'name_part' and verdict = 'blocked'

),

keyed as (

    select
        contact_id,
        has_dummy_name,
        {{ comparable_name('given_name') }} as given_key,
        {{ comparable_name("split_part(given_name, ' ', 1)") }} as given_first_key,
        {{ comparable_name('family_name') }} as family_key,
        {{ comparable_name("split_part(family_name, ' ', 1)") }} as family_first_key
    from stated_names

),

telling as (

    select
        keyed.contact_id,
        keyed.has_dummy_name,
        case
            when not keyed.has_dummy_name and given_blocks.name_key is null
                then keyed.given_key
        end as given_key,
        keyed.given_first_key,
        case
            when not keyed.has_dummy_name and family_blocks.name_key is null
                then keyed.family_key
        end as family_key,
        keyed.family_first_key
    from keyed
    left join blocked_names as given_blocks
        on keyed.given_key = given_blocks.name_key
    left join blocked_names as family_blocks
        on keyed.family_key = family_blocks.name_key

),

mailboxes as (

    select
        points.contact_id,
        case when blocked_names.name_key is null then points.first_word_key end
            as first_word_key,
        points.second_word_key
    from points
    left join blocked_names
        on points.first_word_key = blocked_names.name_key

),

completed as (

    select
        coalesce(telling.contact_id, mailboxes.contact_id) as contact_id,
        telling.given_first_key,
        telling.family_first_key,
        case
            when telling.given_key is not null then telling.given_key
            when telling.family_key is not null
                then {{ other_name_of_mailbox(
                    'mailboxes.first_word_key',
                    'mailboxes.second_word_key',
                    'telling.family_key',
                ) }}
            when length(mailboxes.second_word_key) > 1 then mailboxes.first_word_key
        end as given_key,
        case
            when telling.family_key is not null then telling.family_key
            when telling.given_key is not null
                then {{ other_name_of_mailbox(
                    'mailboxes.first_word_key',
                    'mailboxes.second_word_key',
                    'telling.given_key',
                ) }}
            when length(mailboxes.first_word_key) > 1
                then mailboxes.second_word_key
        end as family_key,
        telling.given_key is not null as has_given_name,
        telling.family_key is not null as has_family_name,
        coalesce(telling.has_dummy_name, false) as has_dummy_name
    from telling
    full outer join mailboxes
        on telling.contact_id = mailboxes.contact_id

),

final as (

    select
        contact_id,
        given_key,
        case when has_given_name then given_first_key else given_key end
            as given_first_key,
        family_key,
        case when has_family_name then family_first_key else family_key end
            as family_first_key,
        has_given_name,
        has_family_name,
        has_dummy_name
    from completed

)

select * from final
