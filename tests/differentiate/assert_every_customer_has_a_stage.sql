-- Each customer but visitors is in one stage today, and nobody else is.
with

customers as (

    select * from {{ ref('dim_customers') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

history as (

    select * from {{ ref('fct_lifecycle_history') }}

),

current_stages as (

    select
        history.customer_id,
        count(*) as stage_count
    from history
    cross join as_of
    where history.valid_from <= as_of.as_of_date
        and history.valid_to > as_of.as_of_date
    group by history.customer_id

),

known_customers as (

    select customer_id
    from customers
    where customer_kind != 'visitor'

),

final as (

    select
        coalesce(known_customers.customer_id, current_stages.customer_id)
            as customer_id,
        current_stages.stage_count
    from known_customers
    full outer join current_stages
        on known_customers.customer_id = current_stages.customer_id
    where known_customers.customer_id is null
        or current_stages.stage_count is null
        or current_stages.stage_count != 1

)

select * from final
