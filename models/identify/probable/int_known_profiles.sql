-- Each contact as it is, not completed by those it is joined with.
with

pairs as (

    select * from {{ ref('int_known_pairs') }}

),

contacts as (

    select * from {{ ref('int_comparable_contacts') }}

),

name_groups as (

    select * from {{ ref('int_name_groups') }}

),

members as (

    select
        left_profile_number as profile_number,
        left_contact_id as contact_id
    from pairs

    union all

    select
        right_profile_number as profile_number,
        right_contact_id as contact_id
    from pairs

),

final as (

    select
        members.profile_number,
        {{ compared_columns('contacts', 'name_groups') }}
    from members
    inner join contacts
        on members.contact_id = contacts.contact_id
    left join name_groups
        on contacts.given_first_key = name_groups.given_key

)

select * from final
