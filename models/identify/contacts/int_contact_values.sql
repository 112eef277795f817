-- The staging table keeps the newest version of a contact alone; when it first said
-- what it says today is read from all versions that were known.
with

records as (

    select * from {{ ref('base_contacts') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

changed_contacts as (

    select * from {{ ref('stg_contacts') }}
    where first_recorded_at != recorded_at

),

versions as (

    select
        {{ public_id('records.contact_id', 'records.source_system') }} as contact_id,
        records.email,
        records.phone,
        records.recorded_at
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

final as (

    select
        changed_contacts.contact_id,
        min(case
            when {{ email_key('versions.email') }}
                = {{ email_key('changed_contacts.email') }}
                then versions.recorded_at
        end) as email_known_at,
        min(case
            when versions.phone = changed_contacts.phone then versions.recorded_at
        end) as phone_known_at
    from changed_contacts
    inner join versions
        on changed_contacts.contact_id = versions.contact_id
    group by changed_contacts.contact_id

)

select * from final
