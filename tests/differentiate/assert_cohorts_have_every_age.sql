-- A cohort has a cell for every month from its first to that of the as-of date, with
-- the same customers in each; nobody is retained who is not of the cohort.
with

cohorts as (

    select * from {{ ref('fct_cohorts') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

counted as (

    select
        first_order_month_date,
        acquisition_channel,
        count(*) as cell_count,
        max(age_months) as last_age_months,
        max(month_start_date) as last_month_date,
        max(customer_count) - min(customer_count) as customer_difference,
        max(survivor_customer_count) - min(survivor_customer_count)
            as survivor_difference,
        max(retained_customer_count - customer_count) as retained_excess,
        max(survivor_retained_customer_count - survivor_customer_count)
            as survivor_excess,
        max(
            case when age_months = 0 then customer_count - retained_customer_count end
        ) as first_month_absence
    from cohorts
    group by first_order_month_date, acquisition_channel

),

final as (

    select counted.*
    from counted
    cross join as_of
    where counted.cell_count != counted.last_age_months + 1
        or counted.last_month_date
        != cast(date_trunc('month', as_of.as_of_date) as date)
        or counted.customer_difference != 0
        or counted.survivor_difference != 0
        or counted.retained_excess > 0
        or counted.survivor_excess > 0
        or counted.first_month_absence != 0

)

select * from final
