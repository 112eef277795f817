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

crossings as (

    select * from {{ ref('int_lifecycle_crossings') }}

),

first_contacts as (

    select
        known_customers.customer_key,
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
        customer_key,
        purchase_date as valid_from,
        welcome_stage as lifecycle_stage,
        'purchase' as entry_trigger
    from purchase_days
    where welcome_until > purchase_date

),

beginnings as (

    select * from first_contacts

    union all

    select * from welcomes

    union all

    select
        customer_key,
        valid_from,
        lifecycle_stage,
        entry_trigger
    from crossings

),

followed as (

    select
        customer_key,
        valid_from,
        lifecycle_stage,
        entry_trigger,
        lag(lifecycle_stage) over (partition by customer_key order by valid_from)
            as previous_stage
    from beginnings

),

-- Another purchase in the same stage changes nothing.
final as (

    select
        customer_key,
        valid_from,
        lifecycle_stage,
        entry_trigger
    from followed
    where previous_stage is null or previous_stage != lifecycle_stage

)

select * from final
