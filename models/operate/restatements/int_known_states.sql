-- What is known of a customer is told of one published id, so that money counts once
-- where customers were united: of the id that lives, else of the smallest.
with

snapshots as (

    select * from {{ ref('fct_customer_snapshots') }}

),

aliases as (

    select * from {{ ref('bridge_customer_aliases') }}

),

history as (

    select * from {{ ref('fct_lifecycle_history') }}

),

results as (

    select * from {{ ref('int_known_results') }}

),

publications as (

    select distinct
        publication_month_date,
        as_of_date
    from snapshots

),

published as (

    select
        snapshots.publication_month_date,
        snapshots.customer_id,
        coalesce(aliases.customer_id, snapshots.customer_id) as live_customer_id,
        snapshots.as_of_date,
        snapshots.lifecycle_stage,
        snapshots.growth_phase,
        snapshots.relationship_stage,
        snapshots.last_purchase_date,
        snapshots.order_count,
        snapshots.revenue_amount,
        row_number() over (
            partition by
                snapshots.publication_month_date,
                coalesce(aliases.customer_id, snapshots.customer_id)
            order by
                case when aliases.customer_id is null then 0 else 1 end asc,
                snapshots.customer_id asc
        ) = 1 as is_heir
    from snapshots
    left join aliases
        on snapshots.customer_id = aliases.retired_customer_id

),

known as (

    select
        publications.publication_month_date,
        history.customer_id,
        publications.as_of_date,
        history.lifecycle_stage,
        history.growth_phase,
        history.relationship_stage,
        results.last_purchase_date,
        coalesce(results.order_count, 0) as order_count,
        coalesce(results.revenue_amount, cast(0 as decimal(18, 2))) as revenue_amount
    from history
    inner join publications
        on history.valid_from <= publications.as_of_date
        and history.valid_to > publications.as_of_date
    left join results
        on history.customer_id = results.customer_id
        and publications.publication_month_date = results.publication_month_date

),

final as (

    select
        coalesce(published.publication_month_date, known.publication_month_date)
            as publication_month_date,
        coalesce(published.customer_id, known.customer_id) as customer_id,
        coalesce(published.live_customer_id, known.customer_id) as live_customer_id,
        coalesce(published.as_of_date, known.as_of_date) as as_of_date,
        published.customer_id as published_customer_id,
        known.customer_id as known_customer_id,
        published.lifecycle_stage as published_lifecycle_stage,
        known.lifecycle_stage as known_lifecycle_stage,
        published.growth_phase as published_growth_phase,
        known.growth_phase as known_growth_phase,
        published.relationship_stage as published_relationship_stage,
        known.relationship_stage as known_relationship_stage,
        published.last_purchase_date as published_last_purchase_date,
        known.last_purchase_date as known_last_purchase_date,
        published.order_count as published_order_count,
        case
            when published.is_heir or published.customer_id is null
                then known.order_count
            when known.customer_id is not null then 0
        end as known_order_count,
        published.revenue_amount as published_revenue_amount,
        case
            when published.is_heir or published.customer_id is null
                then known.revenue_amount
            when known.customer_id is not null then cast(0 as decimal(18, 2))
        end as known_revenue_amount,
        coalesce(published.is_heir, true) as is_heir
    from published
    full outer join known
        on published.publication_month_date = known.publication_month_date
        and published.live_customer_id = known.customer_id

)

select * from final
