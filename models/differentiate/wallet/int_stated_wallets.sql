with

statements as (

    select * from {{ ref('int_wallet_statements') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

products as (

    select * from {{ ref('dim_products') }}

),

category_spend as (

    select * from {{ ref('int_customer_category_spend') }}

),

-- What people write is found in the catalogue whatever its capitals.
categories as (

    select
        lower(category) as category_key,
        min(category) as category
    from products
    where category is not null
    group by lower(category)

),

named_statements as (

    select
        statements.customer_id,
        coalesce(categories.category, lower(statements.stated_category)) as category,
        statements.evidence_kind,
        statements.evidence_source,
        statements.evidence_name,
        statements.evidence_column,
        statements.record_id,
        statements.stated_date,
        statements.stated_value,
        statements.stated_at
    from statements
    inner join customers
        on statements.customer_id = customers.customer_id
    left join categories
        on lower(statements.stated_category) = categories.category_key
    where customers.customer_kind != 'visitor'

),

numbered as (

    select
        customer_id,
        category,
        evidence_kind,
        stated_date,
        stated_value,
        row_number() over (
            partition by customer_id, category, evidence_kind
            order by
                stated_at desc nulls last,
                evidence_source desc,
                record_id asc,
                evidence_name asc,
                evidence_column asc,
                stated_value asc
        ) as statement_position
    from named_statements

),

newest as (

    select
        customer_id,
        category,
        max(case when evidence_kind = 'supplier_rank' then stated_date end)
            as rank_stated_date,
        max(case when evidence_kind = 'category_spend' then stated_date end)
            as wallet_stated_date,
        max(case when evidence_kind = 'supplier_rank' then stated_value end)
            as supplier_position,
        max(case when evidence_kind = 'supplier_count' then stated_value end)
            as supplier_count,
        max(case when evidence_kind = 'category_spend' then stated_value end)
            as wallet_amount
    from numbered
    where statement_position = 1
    group by customer_id, category

),

final as (

    select
        newest.customer_id,
        newest.category,
        newest.rank_stated_date,
        newest.wallet_stated_date,
        newest.supplier_position,
        newest.supplier_count,
        cast(newest.wallet_amount as decimal(18, 2)) as wallet_amount,
        coalesce(
            category_spend.window_revenue_amount, cast(0 as decimal(18, 2))
        ) as spend_amount
    from newest
    left join category_spend
        on newest.customer_id = category_spend.customer_id
        and newest.category = category_spend.category

)

select * from final
