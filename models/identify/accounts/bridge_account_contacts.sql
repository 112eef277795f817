with

roles as (

    select * from {{ ref('stg_account_roles') }}

),

contacts as (

    select * from {{ ref('stg_contacts') }}

),

customers as (

    select * from {{ ref('bridge_contacts_to_customers') }}

),

mailboxes as (

    select * from {{ ref('int_account_mailboxes') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

claims as (

    select
        account_id,
        contact_id,
        role,
        valid_from,
        valid_to
    from roles

    union all

    select
        account_id,
        contact_id,
        'contact' as role,
        cast(created_at as date) as valid_from,
        cast(null as date) as valid_to
    from contacts
    where account_id is not null

    union all

    select
        account_id,
        contact_id,
        'mailbox' as role,
        valid_from,
        cast(null as date) as valid_to
    from mailboxes

),

-- A tie ends at the latest with the contact that it is of.
ties as (

    select
        claims.account_id,
        customers.customer_id,
        claims.contact_id,
        claims.role,
        claims.valid_from,
        {{ account_tie_rank('claims.role') }} as tie_rank,
        least(
            coalesce(claims.valid_to, date '9999-12-31'),
            coalesce(cast(contacts.deleted_at as date), date '9999-12-31')
        ) as valid_to
    from claims
    inner join customers
        on claims.contact_id = customers.contact_id
    left join contacts
        on claims.contact_id = contacts.contact_id

),

judged as (

    select
        ties.*,
        coalesce(ties.valid_from <= as_of.as_of_date, true)
        and ties.valid_to > as_of.as_of_date as is_current,
        min(ties.tie_rank) over (partition by ties.account_id, ties.customer_id)
            as first_tie_rank
    from ties
    cross join as_of

),

-- Only what says most counts: where all roles have ended, a record that nobody cleared
-- must not keep the person there.
final as (

    select
        account_id,
        customer_id,
        role,
        count(distinct contact_id) as contact_count,
        case when count(*) = count(valid_from) then min(valid_from) end as valid_from,
        max(valid_to) as valid_to,
        max(case when is_current then 1 else 0 end) = 1 as is_current
    from judged
    where tie_rank = first_tie_rank
    group by account_id, customer_id, role

)

select * from final
