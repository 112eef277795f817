-- Who never bought has no movement; what such a customer cost stands in the results.
with

movements as (

    select * from {{ ref('int_equity_movements') }}

),

results as (

    select * from {{ ref('int_customer_year_results') }}

),

equity_values as (

    select * from {{ ref('int_equity_values') }}

),

customers as (

    select * from {{ ref('int_customer_keys') }}

),

classes as (

    select * from {{ ref('fct_customer_classes') }}

),

amounts as (

    select
        customer_key,
        'clv' as measure,
        opening_clv_amount as opening_amount,
        closing_clv_amount as closing_amount
    from equity_values

    union all

    select
        customer_key,
        'revenue' as measure,
        opening_revenue_amount as opening_amount,
        closing_revenue_amount as closing_amount
    from results

    union all

    select
        customer_key,
        'contribution' as measure,
        opening_contribution_amount as opening_amount,
        closing_contribution_amount as closing_amount
    from results
    where closing_contribution_amount is not null

),

final as (

    select
        amounts.customer_key,
        amounts.measure,
        coalesce(classes.value_class, 'unclassified') as value_class,
        coalesce(movements.movement, 'kept') as movement,
        amounts.opening_amount,
        amounts.closing_amount,
        amounts.closing_amount - amounts.opening_amount as change_amount,
        coalesce(results.cost_to_serve_amount, 0) as cost_to_serve_amount,
        coalesce(results.acquisition_cost_amount, 0) as acquisition_cost_amount,
        case when results.customer_key is null then 0 else results.profit_amount end
            as profit_amount
    from amounts
    inner join customers
        on amounts.customer_key = customers.customer_key
    left join movements
        on amounts.customer_key = movements.customer_key
    left join results
        on amounts.customer_key = results.customer_key
    left join classes
        on customers.customer_id = classes.customer_id

)

select * from final
