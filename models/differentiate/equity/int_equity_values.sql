with

customer_values as (

    select * from {{ ref('fct_customer_value') }}

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

forecasts as (

    select * from {{ ref('int_customer_forecasts') }}

),

final as (

    select
        customer_values.customer_id,
        coalesce(
            {{ rounded_to_cents(
                'forecasts.expected_order_margin'
                ' * forecasts.expected_36_months_order_count'
            ) }}, 0
        ) as opening_clv_amount,
        customer_values.clv_36_months_amount as closing_clv_amount
    from customer_values
    inner join customers
        on customer_values.customer_id = customers.customer_id
    left join forecasts
        on customers.customer_key = forecasts.customer_key
        and forecasts.fit_purpose = 'opening'
    where customer_values.clv_36_months_amount is not null

)

select * from final
