-- A later publication in a month does not change what the first one said.
with

snapshots as (

    select * from {{ source('ledger', 'customer_snapshots') }}

),

publications as (

    select * from {{ source('ledger', 'publications') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

{{ published_builds() }},

month_builds as (

    select distinct
        snapshots.publication_month_date,
        snapshots.build_id
    from snapshots
    inner join published_builds
        on snapshots.build_id = published_builds.build_id
    cross join as_of
    where snapshots.as_of_date <= as_of.as_of_date

),

-- Ids of builds sort by time.
first_builds as (

    select min(build_id) as build_id
    from month_builds
    group by publication_month_date

),

final as (

    select
        snapshots.publication_month_date,
        snapshots.customer_id,
        snapshots.build_id,
        snapshots.as_of_date,
        snapshots.lifecycle_stage,
        snapshots.growth_phase,
        snapshots.relationship_stage,
        snapshots.rfm_segment,
        snapshots.abc_class,
        snapshots.value_class,
        snapshots.last_purchase_date,
        snapshots.order_count,
        snapshots.revenue_amount,
        snapshots.clv_36_months_amount,
        snapshots.churn_90_days_probability
    from snapshots
    inner join first_builds
        on snapshots.build_id = first_builds.build_id

)

select * from final
