-- A role mailbox speaks for the account of its domain, if that is no mail provider's.
-- Of several accounts of one domain it is the one of which all others are a part.
with

accounts as (

    select * from {{ ref('stg_accounts') }}

),

hierarchy as (

    select * from {{ ref('int_account_hierarchy') }}

),

mail_providers as (

    select * from {{ ref('mail_providers') }}

),

identifiers as (

    select * from {{ ref('int_contact_identifiers') }}

),

identifier_values as (

    select * from {{ ref('int_identifier_values') }}
    where identifier_type = 'email' and verdict = 'role'

),

stated_domains as (

    select
        account_id,
        split_part(
            {{ replace_pattern('domain', '^([a-z]+://)?(www[.])?', '') }}, '/', 1
        ) as mail_domain
    from accounts
    where domain is not null

),

domain_accounts as (

    select
        stated_domains.mail_domain,
        hierarchy.account_path,
        first_value(hierarchy.account_id) over from_the_top as top_account_id,
        first_value(hierarchy.account_path) over from_the_top as top_path
    from stated_domains
    inner join hierarchy
        on stated_domains.account_id = hierarchy.account_id
    left join mail_providers
        on stated_domains.mail_domain = mail_providers.mail_domain
    where mail_providers.mail_domain is null
    window from_the_top as (
        partition by stated_domains.mail_domain
        order by hierarchy.account_depth asc, hierarchy.account_id asc
    )

),

judged as (

    select
        mail_domain,
        top_account_id,
        case
            when account_path = top_path then 1
            when substr(account_path, 1, length(top_path) + 3) = top_path || ' > '
                then 1
            else 0
        end as is_part
    from domain_accounts

),

owned_domains as (

    select
        mail_domain,
        min(top_account_id) as account_id
    from judged
    group by mail_domain
    having min(is_part) = 1

),

final as (

    select
        owned_domains.account_id,
        identifiers.contact_id,
        case
            when count(*) = count(identifiers.first_seen_at)
                then cast(min(identifiers.first_seen_at) as date)
        end as valid_from
    from identifiers
    inner join identifier_values
        on identifiers.identifier_type = identifier_values.identifier_type
        and identifiers.identifier_key = identifier_values.identifier_key
    inner join owned_domains
        on split_part(identifiers.identifier_key, '@', 2) = owned_domains.mail_domain
    group by owned_domains.account_id, identifiers.contact_id

)

select * from final
