-- Each account that is a customer is one organisation, and no other customer is one.
with

accounts as (

    select * from {{ ref('dim_accounts') }}
    where customer_id is not null

),

organisations as (

    select * from {{ ref('dim_customers') }}
    where customer_kind = 'organisation'

),

final as (

    select
        accounts.account_id,
        organisations.customer_id
    from accounts
    full outer join organisations
        on accounts.customer_id = organisations.customer_id
    where accounts.account_id is distinct from organisations.account_id
        or organisations.contact_count != 0

)

select * from final
