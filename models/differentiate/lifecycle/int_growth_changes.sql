-- Does a customer buy more often than before? The counts of two equal spans, taken as
-- Poisson, differ if |n1 - n2| / sqrt(n1 + n2) is large (Przyborowski, Wilenski 1940).
with

purchase_days as (

    select * from {{ ref('int_purchase_days') }}

),

rules as (

    select * from {{ ref('growth_rules') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

-- A purchase day counts in the recent span, then in the earlier one, then no more.
steps as (

    select
        0 as span_count,
        1 as recent_step,
        0 as earlier_step

    union all

    select
        1 as span_count,
        -1 as recent_step,
        1 as earlier_step

    union all

    select
        2 as span_count,
        0 as recent_step,
        -1 as earlier_step

),

changes as (

    select
        purchase_days.customer_id,
        {{ add_days(
            'purchase_days.purchase_date', 'steps.span_count * rules.window_days'
        ) }} as change_date,
        steps.recent_step,
        steps.earlier_step
    from purchase_days
    cross join rules
    cross join steps

),

change_days as (

    select
        changes.customer_id,
        changes.change_date,
        sum(changes.recent_step) as recent_step,
        sum(changes.earlier_step) as earlier_step,
        max(changes.recent_step) = 1 as is_purchase_day
    from changes
    cross join as_of
    where changes.change_date <= as_of.as_of_date
    group by changes.customer_id, changes.change_date

),

counted as (

    select
        customer_id,
        change_date,
        is_purchase_day,
        cast(sum(recent_step) over so_far as bigint) as recent_count,
        cast(sum(earlier_step) over so_far as bigint) as earlier_count
    from change_days
    window so_far as (
        partition by customer_id
        order by change_date
        rows between unbounded preceding and current row
    )

),

-- Squares on both sides spare the root.
tested as (

    select
        counted.customer_id,
        counted.change_date,
        counted.is_purchase_day,
        counted.recent_count,
        counted.earlier_count,
        (counted.recent_count - counted.earlier_count)
        * (counted.recent_count - counted.earlier_count)
        >= rules.critical_z * rules.critical_z
        * (counted.recent_count + counted.earlier_count) as is_different
    from counted
    cross join rules

),

final as (

    select
        customer_id,
        change_date as valid_from,
        case
            when recent_count + earlier_count = 0 then null
            when not is_different then 'maturity'
            when recent_count > earlier_count then 'growth'
            else 'decline'
        end as growth_phase,
        case when is_purchase_day then 'purchase' else 'threshold' end as entry_trigger,
        recent_count as recent_purchase_day_count,
        earlier_count as earlier_purchase_day_count
    from tested

)

select * from final
