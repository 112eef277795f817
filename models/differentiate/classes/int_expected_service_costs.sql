-- What a customer cost to serve in a year is expected of the next three, as far as it
-- is there still, discounted month by month like its value.
with

customer_values as (

    select * from {{ ref('fct_customer_value') }}

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

year_results as (

    select * from {{ ref('int_customer_year_results') }}

),

models as (

    select * from {{ ref('int_clv_models') }}

),

discount as (

    select
        annual_discount_rate,
        power(1 + annual_discount_rate, -1 / 12e0) as monthly_factor
    from models
    where fit_purpose = 'current'

),

annuity as (

    select
        case
            when annual_discount_rate = 0 then 36
            else monthly_factor * (1 - power(monthly_factor, 36)) / (1 - monthly_factor)
        end / 12 as year_count
    from discount

),

final as (

    select
        customer_values.customer_id,
        {{ rounded_to_cents(
            'cast(coalesce(year_results.cost_to_serve_amount, 0) as double)'
            ' * customer_values.alive_probability * annuity.year_count'
        ) }} as expected_service_cost_amount
    from customer_values
    cross join annuity
    inner join customers
        on customer_values.customer_id = customers.customer_id
    left join year_results
        on customers.customer_key = year_results.customer_key
    where customer_values.clv_36_months_amount is not null

)

select * from final
