with

as_of as (

    select * from {{ ref('as_of') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

returns as (

    select * from {{ ref('stg_returns') }}

),

customers as (

    select * from {{ ref('dim_customers') }}

),

event_days as (

    select as_of_date as event_date
    from as_of

    union all

    select order_date as event_date
    from orders

    union all

    select return_date as event_date
    from returns

    union all

    select {{ business_date('first_seen_at') }} as event_date
    from customers

),

-- A business day east of Greenwich can lie after the as-of date, which is cut in UTC.
span as (

    select
        cast(date_trunc('year', min(event_date)) as date) as first_day,
        {{ add_days(
            add_months("cast(date_trunc('year', max(event_date)) as date)", 12), -1
        ) }} as last_day
    from event_days

),

days as (

    select {{ date_series('first_day', 'last_day') }} as date_day
    from span

),

weeks as (

    select
        date_day,
        cast(date_trunc('week', date_day) as date) as week_start_date
    from days

),

final as (

    select
        date_day,
        week_start_date,
        cast(date_trunc('month', date_day) as date) as month_start_date,
        last_day(date_day) as month_end_date,
        cast(date_trunc('quarter', date_day) as date) as quarter_start_date,
        cast(date_trunc('year', date_day) as date) as year_start_date,
        cast(extract(year from date_day) as bigint) as year,
        cast(extract(quarter from date_day) as bigint) as quarter,
        cast(extract(month from date_day) as bigint) as month,
        -- ISO 8601: a week belongs to the year of its Thursday.
        cast(extract(year from {{ add_days('week_start_date', 3) }}) as bigint)
            as iso_year,
        cast(extract(week from date_day) as bigint) as week,
        cast(extract(day from date_day) as bigint) as day_of_month,
        {{ days_between('week_start_date', 'date_day') }} + 1 as day_of_week,
        {{ days_between('week_start_date', 'date_day') }} >= 5 as is_weekend,
        date_day = last_day(date_day) as is_month_end
    from weeks

)

select * from final
