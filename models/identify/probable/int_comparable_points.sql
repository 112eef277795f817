with

points as (

    select * from {{ ref('int_telling_points') }}

),

pivoted as (

    select
        contact_id,
        min(case when identifier_type = 'email' then identifier_key end) as email_key,
        min(case when identifier_type = 'phone' then identifier_key end) as phone_key,
        max(known_at) as known_at
    from points
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
        {{ mailbox_key('email_key') }} as mailbox_key,
        {{ replace_pattern('mailbox', '[^0-9]', '') }} as mailbox_digits,
        {{ comparable_name("split_part(mailbox_words, ' ', 1)") }} as first_word_key,
        {{ comparable_name("split_part(mailbox_words, ' ', 2)") }} as second_word_key,
        known_at
    from words

)

select * from final
