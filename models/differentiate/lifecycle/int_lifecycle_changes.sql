with

known_customers as (

    select * from {{ ref('int_known_customers') }}

),

purchase_days as (

    select * from {{ ref('int_purchase_days') }}

),

rules as (

    select * from {{ ref('lifecycle_rules') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

first_contacts as (

    select
        known_customers.customer_id,
        known_customers.first_contact_date as valid_from,
        rules.lifecycle_stage,
        'first_contact' as entry_trigger
    from known_customers
    inner join rules
        on rules.counted_from = 'first_contact'
    where known_customers.first_purchase_date is null
        or known_customers.first_contact_date < known_customers.first_purchase_date

),

welcomes as (

    select
        customer_id,
        purchase_date as valid_from,
        welcome_stage as lifecycle_stage,
        'purchase' as entry_trigger
    from purchase_days
    where welcome_until > purchase_date

),

-- A rule begins after the welcome and before the next purchase, or not at all.
rule_spans as (

    select
        purchase_days.customer_id,
        purchase_days.purchase_date,
        purchase_days.next_purchase_date,
        rules.lifecycle_stage,
        rules.until_days,
        greatest(
            {{ add_days('purchase_days.purchase_date', 'rules.from_days') }},
            purchase_days.welcome_until
        ) as valid_from
    from purchase_days
    inner join rules
        on rules.counted_from = 'last_purchase'

),

crossings as (

    select
        rule_spans.customer_id,
        rule_spans.valid_from,
        rule_spans.lifecycle_stage,
        case
            when rule_spans.valid_from = rule_spans.purchase_date then 'purchase'
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

),

beginnings as (

    select * from first_contacts

    union all

    select * from welcomes

    union all

    select * from crossings

),

followed as (

    select
        customer_id,
        valid_from,
        lifecycle_stage,
        entry_trigger,
        lag(lifecycle_stage) over (partition by customer_id order by valid_from)
            as previous_stage
    from beginnings

),

-- Another purchase in the same stage changes nothing.
final as (

    select
        customer_id,
        valid_from,
        lifecycle_stage,
        entry_trigger
    from followed
    where previous_stage is null or previous_stage != lifecycle_stage

)

select * from final
