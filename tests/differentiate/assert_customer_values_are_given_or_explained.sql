-- A value is given whole or the reason why not, and probabilities lie between 0 and 1.
with

customer_values as (

    select * from {{ ref('fct_customer_value') }}

),

final as (

    select customer_id
    from customer_values
    where (null_reason is null) != (clv_36_months_amount is not null)
        or (null_reason is null) != (clv_12_months_amount is not null)
        or (alive_probability is null) != (churn_90_days_probability is null)
        or (alive_probability is null) != (expected_365_days_order_count is null)
        or alive_probability not between 0 and 1
        or order_30_days_probability not between 0 and order_90_days_probability
        or order_90_days_probability not between 0 and order_365_days_probability
        or order_365_days_probability not between 0 and alive_probability
        or expected_365_days_order_count < expected_90_days_order_count

)

select * from final
