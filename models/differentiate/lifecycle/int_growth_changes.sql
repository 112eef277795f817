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
        recent_step,
        earlier_step,
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

-- The counts of the day before are those of the day without its steps.
compared as (

    select
        counted.customer_id,
        counted.change_date,
        counted.is_purchase_day,
        {{ growth_phase(
            'counted.recent_count', 'counted.earlier_count', 'rules.critical_z'
        ) }} as growth_phase,
        {{ growth_phase(
            '(counted.recent_count - counted.recent_step)',
            '(counted.earlier_count - counted.earlier_step)',
            'rules.critical_z',
        ) }} as previous_growth_phase
    from counted
    cross join rules

),

final as (

    select
        customer_id,
        change_date as valid_from,
        growth_phase,
        case when is_purchase_day then 'purchase' else 'threshold' end as entry_trigger
    from compared
    where growth_phase is distinct from previous_growth_phase

)

select * from final
