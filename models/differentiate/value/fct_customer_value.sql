with

customers as (

    select * from {{ ref('int_customer_keys') }}

),

forecasts as (

    select * from {{ ref('int_customer_forecasts') }}

),

profits as (

    select * from {{ ref('int_customer_profits') }}
    where period_type = 'all_time'

),

current_forecasts as (

    select * from forecasts
    where fit_purpose = 'current'

),

final as (

    select
        customers.customer_id,
        current_forecasts.repeat_purchase_count,
        current_forecasts.last_purchase_age_days,
        current_forecasts.customer_age_days,
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
        current_forecasts.clv_12_months_amount,
        current_forecasts.clv_36_months_amount,
        round(1 - current_forecasts.order_90_days_probability, 9)
            as churn_90_days_probability,
        case
            when current_forecasts.customer_key is null then 'no_purchase'
            else current_forecasts.null_reason
        end as null_reason
    from customers
    left join current_forecasts
        on customers.customer_key = current_forecasts.customer_key
    left join profits
        on customers.customer_key = profits.customer_key
    where not customers.is_visitor

)

select * from final
