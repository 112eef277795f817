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

-- A purchase day counts in the recent span, then in the earlier one, then no more. Days
-- are distinct, so that a span holds window_days at most, and both counts fit one sum.
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
        purchase_days.customer_key,
        {{ add_days(
            'purchase_days.purchase_date', 'steps.span_count * rules.window_days'
        ) }} as change_date,
        steps.span_count,
        cast(
            steps.recent_step + steps.earlier_step * (rules.window_days + 1) as integer
        ) as step
    from purchase_days
    cross join rules
    cross join steps

),

summed as (

    select
        changes.customer_key,
        changes.change_date,
        changes.span_count,
        cast(
            sum(changes.step) over (
                partition by changes.customer_key
                order by changes.change_date
                range between unbounded preceding and current row
            ) as bigint
        ) as step_sum
    from changes
    cross join as_of
    where changes.change_date <= as_of.as_of_date

),

counted as (

    select
        summed.customer_key,
        summed.change_date,
        summed.span_count,
        summed.step_sum % (rules.window_days + 1) as recent_count,
        {{ whole_quotient('summed.step_sum', '(rules.window_days + 1)') }}
            as earlier_count
    from summed
    cross join rules

),

phases as (

    select
        counted.customer_key,
        counted.change_date,
        counted.span_count,
        {{ growth_phase(
            'counted.recent_count', 'counted.earlier_count', 'rules.critical_z'
        ) }} as growth_phase
    from counted
    cross join rules

),

-- All changes of a day have its counts; the purchase comes first.
followed as (

    select
        customer_key,
        change_date,
        span_count,
        growth_phase,
        lag(growth_phase) over (
            partition by customer_key
            order by change_date, span_count
        ) as previous_phase
    from phases

),

final as (

    select
        customer_key,
        change_date as valid_from,
        growth_phase,
        case when span_count = 0 then 'purchase' else 'threshold' end as entry_trigger
    from followed
    where growth_phase is distinct from previous_phase

)

select * from final
