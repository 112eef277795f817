with

cohort_customers as (

    select * from {{ ref('int_cohort_customers') }}

),

dates as (

    select * from {{ ref('dim_dates') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

cohorts as (

    select
        first_order_month_date,
        acquisition_channel,
        count(*) as customer_count,
        cast(sum(case when is_survivor then 1 else 0 end) as bigint)
            as survivor_customer_count
    from cohort_customers
    group by first_order_month_date, acquisition_channel

),

months as (

    select
        dates.month_start_date,
        dates.month_end_date,
        as_of.as_of_date
    from dates
    cross join as_of
    where dates.is_month_end and dates.month_start_date <= as_of.as_of_date

),

final as (

    select
        cohorts.first_order_month_date,
        cohorts.acquisition_channel,
        months.month_start_date,
        cast(
            12 * (
                extract(year from months.month_start_date)
                - extract(year from cohorts.first_order_month_date)
            )
            + extract(month from months.month_start_date)
            - extract(month from cohorts.first_order_month_date)
            as bigint
        ) as age_months,
        cohorts.customer_count,
        cohorts.survivor_customer_count,
        months.month_end_date <= months.as_of_date as is_month_complete
    from cohorts
    inner join months
        on cohorts.first_order_month_date <= months.month_start_date

)

select * from final
