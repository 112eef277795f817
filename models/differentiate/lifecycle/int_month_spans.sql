-- Who joins on both ends of a span finds its months by equal dates, not by ranges.
with

dates as (

    select * from {{ ref('dim_dates') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

full_months as (

    select dates.date_day as month_end_date
    from dates
    cross join as_of
    where dates.is_month_end and dates.date_day <= as_of.as_of_date

),

final as (

    select
        first_months.month_end_date as first_month_end_date,
        last_months.month_end_date as last_month_end_date,
        full_months.month_end_date
    from full_months as first_months
    inner join full_months as last_months
        on first_months.month_end_date <= last_months.month_end_date
    inner join full_months
        on first_months.month_end_date <= full_months.month_end_date
        and last_months.month_end_date >= full_months.month_end_date

)

select * from final
