with

bounds as (

    select * from {{ ref('plausible_bounds') }}

),

final as (

    select
        max(case when bound_name = 'recorded_at' then cast(lower_bound as timestamp) end)
            as recorded_at_from,
        max(case when bound_name = 'recorded_at' then cast(upper_bound as timestamp) end)
            as recorded_at_until,
        max(case when bound_name = 'event_date' then cast(lower_bound as timestamp) end)
            as event_from,
        max(case when bound_name = 'event_date' then cast(upper_bound as timestamp) end)
            as event_until,
        max(case when bound_name = 'amount' then cast(lower_bound as decimal(18, 2)) end)
            as lowest_amount,
        max(case when bound_name = 'amount' then cast(upper_bound as decimal(18, 2)) end)
            as highest_amount,
        max(case when bound_name = 'quantity' then cast(lower_bound as decimal(18, 2)) end)
            as lowest_quantity,
        max(case when bound_name = 'quantity' then cast(upper_bound as decimal(18, 2)) end)
            as highest_quantity
    from bounds

)

select * from final
