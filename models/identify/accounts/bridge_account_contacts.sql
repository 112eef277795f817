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

-- A role ends at the latest with the contact that holds it.
held_roles as (

    select
        roles.account_id,
        customers.customer_id,
        roles.contact_id,
        roles.role,
        roles.valid_from,
        least(
            coalesce(roles.valid_to, date '9999-12-31'),
            coalesce(cast(contacts.deleted_at as date), date '9999-12-31')
        ) as valid_to
    from roles
    inner join customers
        on roles.contact_id = customers.contact_id
    left join contacts
        on roles.contact_id = contacts.contact_id

),

role_holders as (

    select distinct
        account_id,
        customer_id
    from held_roles

),

-- The contact's own record ties who never had a role in the account: where all roles
-- have ended, a record that nobody cleared must not keep the person there.
belongings as (

    select
        contacts.account_id,
        customers.customer_id,
        contacts.contact_id,
        'contact' as role,
        cast(contacts.created_at as date) as valid_from,
        coalesce(cast(contacts.deleted_at as date), date '9999-12-31') as valid_to
    from contacts
    inner join customers
        on contacts.contact_id = customers.contact_id
    left join role_holders
        on contacts.account_id = role_holders.account_id
        and customers.customer_id = role_holders.customer_id
    where contacts.account_id is not null
        and role_holders.customer_id is null

),

mailbox_ties as (

    select
        mailboxes.account_id,
        customers.customer_id,
        mailboxes.contact_id,
        'mailbox' as role,
        mailboxes.valid_from,
        coalesce(cast(contacts.deleted_at as date), date '9999-12-31') as valid_to
    from mailboxes
    inner join customers
        on mailboxes.contact_id = customers.contact_id
    left join contacts
        on mailboxes.contact_id = contacts.contact_id

),

ties as (

    select * from held_roles

    union all

    select * from belongings

    union all

    select * from mailbox_ties

),

judged as (

    select
        ties.*,
        coalesce(ties.valid_from <= as_of.as_of_date, true)
        and ties.valid_to > as_of.as_of_date as is_current,
        max(case when ties.role = 'mailbox' then 0 else 1 end) over (
            partition by ties.account_id, ties.customer_id
        ) = 1 as is_stated
    from ties
    cross join as_of

),

-- A mailbox ties whom no record does.
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
    where role != 'mailbox'
        or not is_stated
    group by account_id, customer_id, role

)

select * from final
