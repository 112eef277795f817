with

known_customers as (

    select * from {{ ref('int_known_customers') }}

),

days as (

    select * from {{ ref('int_rfm_days') }}

),

measures as (

    select * from {{ ref('int_rfm_measures') }}

),

segments as (

    select * from {{ ref('rfm_segments') }}

),

-- Equal values have equal ranks, so the order of the rows decides nothing.
ranked as (

    select
        scored_date,
        customer_key,
        rank() over (partition by scored_date order by last_purchase_date asc)
            as recency_position,
        rank() over (partition by scored_date order by purchase_day_count asc)
            as frequency_position,
        rank() over (partition by scored_date order by revenue_amount asc)
            as monetary_position,
        count(*) over (partition by scored_date) as customer_count
    from measures
    where purchase_day_count > 0

),

scored as (

    select
        scored_date,
        customer_key,
        {{ quintile_score('recency_position', 'customer_count') }} as recency_score,
        {{ quintile_score('frequency_position', 'customer_count') }} as frequency_score,
        {{ quintile_score('monetary_position', 'customer_count') }} as monetary_score
    from ranked

),

segmented as (

    select
        scored.*,
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
        known_customers.customer_key,
        days.scored_date,
        case
            when segmented.rfm_segment is not null then segmented.rfm_segment
            when known_customers.first_purchase_date <= days.scored_date then 'lost'
            else 'prospect'
        end as rfm_segment,
        coalesce(segmented.recency_score, 0) as recency_score,
        coalesce(segmented.frequency_score, 0) as frequency_score,
        coalesce(segmented.monetary_score, 0) as monetary_score,
        days.is_year_end
    from known_customers
    inner join days
        on known_customers.first_contact_date <= days.scored_date
    left join segmented
        on known_customers.customer_key = segmented.customer_key
        and days.scored_date = segmented.scored_date

)

select * from final
