with

bounds as (

    select * from {{ ref('plausible_bounds') }}

),

typed as (

    select
        bound_name,
        cast(case when unit = 'day' then lower_bound end as timestamp) as earliest,
        cast(case when unit = 'day' then upper_bound end as timestamp) as latest,
        cast(case when unit != 'day' then lower_bound end as decimal(18, 2)) as lowest,
        cast(case when unit != 'day' then upper_bound end as decimal(18, 2)) as highest
    from bounds

),

final as (

    select
        max(case when bound_name = 'recorded_at' then earliest end) as recorded_at_from,
        max(case when bound_name = 'recorded_at' then latest end) as recorded_at_until,
        max(case when bound_name = 'event_date' then earliest end) as event_from,
        max(case when bound_name = 'event_date' then latest end) as event_until,
        max(case when bound_name = 'amount' then lowest end) as lowest_amount,
        max(case when bound_name = 'amount' then highest end) as highest_amount,
        max(case when bound_name = 'quantity' then lowest end) as lowest_quantity,
        max(case when bound_name = 'quantity' then highest end) as highest_quantity,
        max(case when bound_name = 'rate' then highest end) as highest_rate
    from typed

)

select * from final
