-- What stands for nobody, for a role or for a crowd says nothing about a person.
with

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}

),

telling as (

    select
        identifiers.contact_id,
        identifiers.identifier_type,
        identifiers.identifier_key,
        identifiers.known_at
    from identifiers
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    where identifier_values.verdict = 'ok'
        and identifiers.identifier_type in ('email', 'phone')

),

pivoted as (

    select
        contact_id,
        min(case when identifier_type = 'email' then identifier_key end) as email_key,
        min(case when identifier_type = 'phone' then identifier_key end) as phone_key,
        max(known_at) as known_at
    from telling
    group by contact_id

),

mailboxes as (

    select
        *,
        split_part(split_part(email_key, '@', 1), '+', 1) as mailbox
    from pivoted

),

words as (

    select
        *,
        trim({{ replace_pattern('mailbox', '[^\\p{L}]+', ' ') }}) as mailbox_words
    from mailboxes

),

final as (

    select
        contact_id,
        email_key,
        phone_key,
        nullif({{ replace_pattern('mailbox', '[^\\p{L}0-9]', '') }}, '') as mailbox_key,
        {{ replace_pattern('mailbox', '[^0-9]', '') }} as mailbox_digits,
        {{ comparable_name("split_part(mailbox_words, ' ', 1)") }} as first_word_key,
        {{ comparable_name("split_part(mailbox_words, ' ', 2)") }} as second_word_key,
        known_at
    from words

)

select * from final
