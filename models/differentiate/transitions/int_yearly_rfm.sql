-- The scores of fct_customer_rfm as of each year end, from the days up to it.
with

known_customers as (

    select * from {{ ref('int_known_customers') }}

),

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

dates as (

    select * from {{ ref('dim_dates') }}

),

segments as (

    select * from {{ ref('rfm_segments') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

year_ends as (

    select
        dates.date_day as year_end_date,
        {{ add_days(
            add_months('dates.date_day', '-' ~ var('rfm_window_months')), 1
        ) }} as window_start_date
    from dates
    cross join as_of
    where dates.date_day = last_day({{ add_months('dates.year_start_date', 11) }})
        and dates.date_day <= as_of.as_of_date

),

measures as (

    select
        year_ends.year_end_date,
        customer_days.customer_id,
        max(customer_days.activity_date) as last_purchase_date,
        count(*) as purchase_day_count
    from customer_days
    inner join year_ends
        on customer_days.activity_date >= year_ends.window_start_date
        and customer_days.activity_date <= year_ends.year_end_date
    where customer_days.purchase_count > 0
    group by year_ends.year_end_date, customer_days.customer_id

),

ranked as (

    select
        year_end_date,
        customer_id,
        rank() over (partition by year_end_date order by last_purchase_date asc)
            as recency_position,
        rank() over (partition by year_end_date order by purchase_day_count asc)
            as frequency_position,
        count(*) over (partition by year_end_date) as customer_count
    from measures

),

scored as (

    select
        year_end_date,
        customer_id,
        {{ quintile_score('recency_position', 'customer_count') }} as recency_score,
        {{ quintile_score('frequency_position', 'customer_count') }} as frequency_score
    from ranked

),

segmented as (

    select
        scored.year_end_date,
        scored.customer_id,
        segments.rfm_segment
    from scored
    inner join segments
        on scored.recency_score >= segments.lowest_recency_score
        and scored.recency_score <= segments.highest_recency_score
        and scored.frequency_score >= segments.lowest_frequency_score
        and scored.frequency_score <= segments.highest_frequency_score

),

final as (

    select
        known_customers.customer_id,
        year_ends.year_end_date,
        case
            when segmented.rfm_segment is not null then segmented.rfm_segment
            when known_customers.first_purchase_date <= year_ends.year_end_date
                then 'lost'
            else 'prospect'
        end as rfm_segment
    from known_customers
    inner join year_ends
        on known_customers.first_contact_date <= year_ends.year_end_date
    left join segmented
        on known_customers.customer_id = segmented.customer_id
        and year_ends.year_end_date = segmented.year_end_date

)

select * from final
