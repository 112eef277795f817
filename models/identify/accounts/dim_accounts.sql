with

sightings as (

    select * from {{ ref('int_account_sightings') }}

),

accounts as (

    select * from {{ ref('stg_accounts') }}

),

hierarchy as (

    select * from {{ ref('int_account_hierarchy') }}

),

committees as (

    select * from {{ ref('int_account_committees') }}

),

account_contacts as (

    select * from {{ ref('bridge_account_contacts') }}

),

children as (

    select
        parent_account_id as account_id,
        count(*) as child_account_count
    from hierarchy
    where parent_account_id is not null
    group by parent_account_id

),

-- Who writes from a role mailbox may be anyone.
persons as (

    select
        account_id,
        count(distinct customer_id) as person_count,
        count(distinct case when is_current then customer_id end)
            as current_person_count
    from account_contacts
    where role != 'mailbox'
    group by account_id

),

-- Who does not say that it is a consumer is a business.
typed as (

    select
        sightings.*,
        coalesce(accounts.customer_type, 'business') as customer_type
    from sightings
    left join accounts
        on sightings.account_id = accounts.account_id

),

final as (

    select
        typed.account_id,
        case
            when typed.customer_type != 'consumer'
                and '{{ business_customer() }}' = 'account'
                then md5('account:' || typed.account_id)
        end as customer_id,
        hierarchy.parent_account_id,
        hierarchy.stated_parent_account_id,
        hierarchy.root_account_id,
        accounts.owner_employee_id,
        typed.source_system,
        hierarchy.account_path,
        accounts.account_name,
        typed.customer_type,
        accounts.industry,
        accounts.size_class,
        accounts.domain,
        accounts.tax_id,
        accounts.country_code,
        accounts.region,
        accounts.postal_code,
        committees.present_roles,
        committees.missing_roles,
        hierarchy.account_depth,
        coalesce(children.child_account_count, 0) as child_account_count,
        coalesce(persons.person_count, 0) as person_count,
        coalesce(persons.current_person_count, 0) as current_person_count,
        coalesce(committees.missing_role_count, 0) as missing_role_count,
        typed.is_listed,
        hierarchy.is_in_cycle or hierarchy.is_too_deep as has_hierarchy_conflict,
        coalesce(persons.current_person_count, 0) = 1 as is_single_threaded,
        typed.first_seen_at,
        typed.last_seen_at
    from typed
    inner join hierarchy
        on typed.account_id = hierarchy.account_id
    left join accounts
        on typed.account_id = accounts.account_id
    left join committees
        on typed.account_id = committees.account_id
    left join children
        on typed.account_id = children.account_id
    left join persons
        on typed.account_id = persons.account_id

)

select * from final
