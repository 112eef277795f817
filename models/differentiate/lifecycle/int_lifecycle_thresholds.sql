with

rules as (

    select * from {{ ref('lifecycle_rules') }}

),

-- Durations that end the day after the last day that a rule still counts.
final as (

    select
        max(case when counted_from = 'first_purchase' then lifecycle_stage end)
            as first_purchase_stage,
        1 + coalesce(
            max(case when counted_from = 'first_purchase' then until_days end), -1
        ) as first_purchase_days,
        max(case when counted_from = 'reactivation' then lifecycle_stage end)
            as reactivation_stage,
        1 + coalesce(
            max(case when counted_from = 'reactivation' then until_days end), -1
        ) as reactivation_days,
        min(case when is_dormant then from_days end) as dormant_from_days,
        min(case when is_dormant then after_gap_count end) as dormant_after_gap_count
    from rules

)

select * from final
