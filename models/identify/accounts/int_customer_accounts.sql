-- Of several accounts a person speaks for, the one of a known role that began last; a
-- mailbox says less than a record.
with

account_contacts as (

    select * from {{ ref('bridge_account_contacts') }}
    where is_current

),

accounts as (

    select * from {{ ref('dim_accounts') }}

),

ranked as (

    select
        customer_id,
        account_id,
        row_number() over (
            partition by customer_id
            order by
                {{ account_tie_rank('role') }} asc,
                valid_from desc nulls last,
                account_id asc,
                role asc
        ) as account_rank
    from account_contacts

),

final as (

    select
        ranked.customer_id,
        ranked.account_id,
        accounts.customer_type
    from ranked
    inner join accounts
        on ranked.account_id = accounts.account_id
    where ranked.account_rank = 1

)

select * from final
