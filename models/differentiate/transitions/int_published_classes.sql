-- By the ids of today: a customer who was several then has the class of the one of
-- whom most was expected.
with

snapshots as (

    select * from {{ ref('fct_customer_snapshots') }}
    where value_class is not null

),

aliases as (

    select * from {{ ref('bridge_customer_aliases') }}

),

months as (

    select
        publication_month_date,
        lead(publication_month_date) over (order by publication_month_date)
            as next_month_date
    from snapshots
    group by publication_month_date

),

classed as (

    select
        snapshots.publication_month_date,
        snapshots.value_class,
        coalesce(aliases.customer_id, snapshots.customer_id) as customer_id,
        row_number() over (
            partition by
                snapshots.publication_month_date,
                coalesce(aliases.customer_id, snapshots.customer_id)
            order by
                snapshots.clv_36_months_amount desc nulls last,
                snapshots.customer_id asc
        ) as value_rank
    from snapshots
    left join aliases
        on snapshots.customer_id = aliases.retired_customer_id

),

final as (

    select
        classed.customer_id,
        last_day(classed.publication_month_date) as month_end_date,
        last_day(months.next_month_date) as next_month_end_date,
        classed.value_class
    from classed
    inner join months
        on classed.publication_month_date = months.publication_month_date
    where classed.value_rank = 1

)

select * from final
