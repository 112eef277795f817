with

dates as (

    select * from {{ ref('dim_dates') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

scored_days as (

    select
        dates.date_day as scored_date,
        true as is_year_end
    from dates
    cross join as_of
    where dates.date_day = last_day({{ add_months('dates.year_start_date', 11) }})
        and dates.date_day <= as_of.as_of_date

    union all

    select
        as_of_date as scored_date,
        false as is_year_end
    from as_of

),

-- The as-of date may be a year end.
final as (

    select
        scored_date,
        {{ add_days(
            add_months('scored_date', '-' ~ var('rfm_window_months')), 1
        ) }} as window_start_date,
        max(case when is_year_end then 1 else 0 end) = 1 as is_year_end
    from scored_days
    group by scored_date

)

select * from final
