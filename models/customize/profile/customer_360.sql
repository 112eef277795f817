with

customers as (

    select * from {{ ref('dim_customers') }}

),

rfm as (

    select * from {{ ref('fct_customer_rfm') }}

),

abc as (

    select * from {{ ref('fct_customer_abc') }}
    where period_type = 'all_time'
        and measure = 'revenue'

),

customer_values as (

    select * from {{ ref('fct_customer_value') }}

),

classes as (

    select * from {{ ref('fct_customer_classes') }}

),

lifecycle as (

    select * from {{ ref('fct_lifecycle_history') }}
    where is_current

),

final as (

    select
        customers.customer_id,
        customers.customer_kind,
        customers.customer_type,
        customers.country_code,
        customers.region,
        customers.language_code,
        rfm.rfm_segment,
        lifecycle.lifecycle_stage,
        lifecycle.growth_phase,
        lifecycle.relationship_stage,
        coalesce(abc.abc_class, 'N') as abc_class,
        classes.value_class,
        lifecycle.lifecycle_stage_since_date,
        rfm.recency_days,
        rfm.regular_gap_days,
        rfm.purchase_day_count,
        rfm.recency_score,
        rfm.frequency_score,
        rfm.monetary_score,
        rfm.revenue_amount,
        coalesce(abc.value_amount, cast(0 as decimal(18, 2)))
            as all_time_revenue_amount,
        customer_values.clv_36_months_amount,
        customer_values.churn_90_days_probability,
        customers.contact_count,
        customers.email is not null as has_email,
        customers.phone is not null as has_phone,
        customers.first_seen_at,
        customers.last_seen_at
    from customers
    inner join rfm
        on customers.customer_id = rfm.customer_id
    inner join lifecycle
        on customers.customer_id = lifecycle.customer_id
    left join abc
        on customers.customer_id = abc.customer_id
    left join customer_values
        on customers.customer_id = customer_values.customer_id
    left join classes
        on customers.customer_id = classes.customer_id

)

select * from final
