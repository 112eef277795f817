-- Which tables and columns name an account is read from the contract.
with

accounts as (

    select account_id from {{ ref('dim_accounts') }}

),

named as (

    {% for table_name in var('raw_tables') %}
    {% for column in ['account_id', 'parent_account_id'] %}
    select {{ contract_column(table_name, column) }} as account_id
    from {{ ref('stg_' ~ table_name) }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

final as (

    select distinct named.account_id
    from named
    left join accounts
        on named.account_id = accounts.account_id
    where named.account_id is not null
        and accounts.account_id is null

)

select * from final
