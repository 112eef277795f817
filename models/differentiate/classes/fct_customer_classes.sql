-- The first class that fits, so that each customer with a value is in exactly one.
with

customer_values as (

    select * from {{ ref('fct_customer_value') }}

),

potentials as (

    select * from {{ ref('int_value_potentials') }}

),

service_costs as (

    select * from {{ ref('int_expected_service_costs') }}

),

rules as (

    select * from {{ ref('int_value_class_rules') }}

),

classes as (

    select * from {{ ref('value_classes') }}

),

valued as (

    select
        customer_values.customer_id,
        customer_values.null_reason,
        customer_values.clv_36_months_amount as actual_value_amount,
        potentials.potential_value_amount,
        potentials.look_alike_count,
        coalesce(
            potentials.potential_value_amount - potentials.actual_value_amount, 0
        ) as unrealised_value_amount,
        service_costs.expected_service_cost_amount
    from customer_values
    left join potentials
        on customer_values.customer_id = potentials.customer_id
    left join service_costs
        on customer_values.customer_id = service_costs.customer_id

),

-- Equal values have equal ranks: who ties with the last of the top is in it.
ranked as (

    select
        valued.*,
        rank() over (order by valued.actual_value_amount desc nulls last)
            as actual_position,
        rank() over (
            order by
                case
                    when valued.actual_value_amount is not null
                        then valued.unrealised_value_amount
                end desc nulls last
        ) as unrealised_position,
        count(valued.actual_value_amount) over () * rules.top_share as top_count
    from valued
    cross join rules

),

classified as (

    select
        *,
        case
            when actual_value_amount is null then null
            when actual_value_amount < expected_service_cost_amount then 'below_zero'
            when actual_position <= top_count then 'most_valuable'
            when unrealised_position <= top_count and unrealised_value_amount > 0
                then 'most_growable'
            else 'migrator'
        end as value_class
    from ranked

),

final as (

    select
        classified.customer_id,
        classified.value_class,
        classes.strategy,
        classified.actual_value_amount,
        classified.potential_value_amount,
        case
            when classified.actual_value_amount is not null
                then cast(classified.unrealised_value_amount as decimal(18, 2))
        end as unrealised_value_amount,
        classified.expected_service_cost_amount,
        classified.look_alike_count,
        classified.null_reason
    from classified
    left join classes
        on classified.value_class = classes.value_class

)

select * from final
