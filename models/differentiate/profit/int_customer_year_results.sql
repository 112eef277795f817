-- A contribution is known where the cost of every order of both years is.
with

customer_months as (

    select * from {{ ref('int_customer_months') }}

),

years as (

    select * from {{ ref('int_compared_years') }}

),

dated as (

    select
        customer_months.*,
        case
            when customer_months.month_start_date > years.opening_date then 1
            else 0
        end as is_this_year
    from customer_months
    cross join years
    where customer_months.month_start_date > years.earlier_date
        and customer_months.month_start_date <= years.closing_date

),

measured as (

    select
        customer_key,
        is_this_year,
        order_count - costed_order_count as uncosted_order_count,
        revenue_amount,
        revenue_amount - goods_cost_amount - cost_to_serve_amount
            as contribution_amount,
        cost_to_serve_amount,
        acquisition_cost_amount
    from dated

),

summed as (

    select
        customer_key,
        sum(uncosted_order_count) as uncosted_order_count,
        sum((1 - is_this_year) * revenue_amount) as opening_revenue_amount,
        sum(is_this_year * revenue_amount) as closing_revenue_amount,
        sum((1 - is_this_year) * contribution_amount) as opening_contribution_amount,
        sum(is_this_year * contribution_amount) as closing_contribution_amount,
        sum(is_this_year * cost_to_serve_amount) as cost_to_serve_amount,
        sum(is_this_year * acquisition_cost_amount) as acquisition_cost_amount
    from measured
    group by customer_key

),

final as (

    select
        customer_key,
        opening_revenue_amount,
        closing_revenue_amount,
        case when uncosted_order_count = 0 then opening_contribution_amount end
            as opening_contribution_amount,
        case when uncosted_order_count = 0 then closing_contribution_amount end
            as closing_contribution_amount,
        cost_to_serve_amount,
        acquisition_cost_amount,
        case
            when uncosted_order_count = 0
                then closing_contribution_amount - acquisition_cost_amount
        end as profit_amount
    from summed

)

select * from final
