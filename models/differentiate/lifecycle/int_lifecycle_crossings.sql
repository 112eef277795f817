{{ config(materialized='view') }}

with

purchase_days as (

    select * from {{ ref('int_purchase_days') }}

),

rules as (

    select * from {{ ref('lifecycle_rules') }}
    where counted_from = 'last_purchase'

),

as_of as (

    select * from {{ ref('as_of') }}

),

purchase_rules as (

    select
        *,
        lead(after_gap_count) over (order by from_days) as until_gap_count
    from rules

),

-- Who buys regularly has limits in gaps of their own.
limits as (

    select
        purchase_days.customer_key,
        purchase_days.purchase_date,
        purchase_days.next_purchase_date,
        purchase_days.welcome_until,
        purchase_rules.lifecycle_stage,
        purchase_rules.is_dormant,
        purchase_days.regular_gap_days * purchase_rules.after_gap_count is not null
            as is_personal,
        coalesce(
            1 + {{ personal_days(
                'purchase_rules.after_gap_count', 'purchase_days.regular_gap_days'
            ) }},
            purchase_rules.from_days
        ) as from_days,
        coalesce(
            {{ personal_days(
                'purchase_rules.until_gap_count', 'purchase_days.regular_gap_days'
            ) }},
            purchase_rules.until_days
        ) as until_days
    from purchase_days
    cross join purchase_rules

),

-- A rule begins after the welcome, which dormancy ends, and before the next purchase,
-- or not at all.
rule_spans as (

    select
        customer_key,
        purchase_date,
        next_purchase_date,
        lifecycle_stage,
        is_personal,
        until_days,
        from_days,
        greatest(
            {{ add_days('purchase_date', 'from_days') }},
            case when is_dormant then purchase_date else welcome_until end
        ) as valid_from
    from limits

),

final as (

    select
        rule_spans.customer_key,
        rule_spans.valid_from,
        rule_spans.lifecycle_stage,
        case
            when rule_spans.valid_from = rule_spans.purchase_date then 'purchase'
            when rule_spans.is_personal
                and rule_spans.valid_from
                = {{ add_days('rule_spans.purchase_date', 'rule_spans.from_days') }}
                then 'personal_threshold'
            else 'threshold'
        end as entry_trigger
    from rule_spans
    cross join as_of
    where rule_spans.valid_from < rule_spans.next_purchase_date
        and rule_spans.valid_from <= as_of.as_of_date
        and (
            rule_spans.until_days is null
            or {{ days_between('rule_spans.purchase_date', 'rule_spans.valid_from') }}
            <= rule_spans.until_days
        )

)

select * from final
