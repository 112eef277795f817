with

customers as (

    select * from {{ ref('int_customer_keys') }}

),

statistics as (

    select * from {{ ref('int_purchase_statistics') }}

),

forecasts as (

    select * from {{ ref('int_customer_forecasts') }}

),

profits as (

    select * from {{ ref('int_customer_profits') }}
    where period_type = 'all_time'

),

models as (

    select * from {{ ref('int_clv_models') }}

),

current_statistics as (

    select * from statistics
    where fit_purpose = 'current'

),

current_forecasts as (

    select * from forecasts
    where fit_purpose = 'current'

),

current_model as (

    select * from models
    where fit_purpose = 'current'

),

final as (

    select
        customers.customer_id,
        current_statistics.repeat_purchase_count,
        current_statistics.last_purchase_age_days,
        current_statistics.customer_age_days,
        profits.margin_amount as realised_margin_amount,
        current_forecasts.alive_probability,
        current_forecasts.order_30_days_probability,
        current_forecasts.order_90_days_probability,
        current_forecasts.order_365_days_probability,
        current_forecasts.expected_30_days_order_count,
        current_forecasts.expected_90_days_order_count,
        current_forecasts.expected_365_days_order_count,
        {{ rounded_to_cents('current_forecasts.expected_order_margin') }}
            as expected_order_margin_amount,
        {{ rounded_to_cents(
            'current_forecasts.expected_order_margin'
            ' * current_forecasts.expected_12_months_order_count'
        ) }} as clv_12_months_amount,
        {{ rounded_to_cents(
            'current_forecasts.expected_order_margin'
            ' * current_forecasts.expected_36_months_order_count'
        ) }} as clv_36_months_amount,
        round(1 - current_forecasts.order_90_days_probability, 9)
            as churn_90_days_probability,
        case
            when current_statistics.customer_key is null then 'no_purchase'
            else coalesce(current_model.null_reason, current_model.amount_null_reason)
        end as null_reason
    from customers
    left join current_statistics
        on customers.customer_key = current_statistics.customer_key
    left join current_forecasts
        on customers.customer_key = current_forecasts.customer_key
    left join profits
        on customers.customer_id = profits.customer_id
    left join current_model
        on current_statistics.fit_purpose = current_model.fit_purpose
    where not customers.is_visitor

)

select * from final
