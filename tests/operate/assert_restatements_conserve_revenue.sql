-- What the revenue of a published month was restated by is known less published
-- revenue. Only a warehouse that has published has rows here.
with

snapshots as (

    select * from {{ ref('fct_customer_snapshots') }}

),

results as (

    select * from {{ ref('int_known_results') }}

),

restatements as (

    select * from {{ ref('ops_restatements') }}

),

amounts as (

    select
        publication_month_date,
        revenue_amount as expected_amount
    from results

    union all

    select
        publication_month_date,
        -revenue_amount as expected_amount
    from snapshots

    union all

    select
        publication_month_date,
        -revenue_change_amount as expected_amount
    from restatements
    where attribute = 'revenue_amount'

),

final as (

    select publication_month_date
    from amounts
    group by publication_month_date
    having sum(expected_amount) != 0

)

select * from final
