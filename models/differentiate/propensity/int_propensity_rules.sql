with

rules as (

    select * from {{ ref('propensity_rules') }}

),

final as (

    select {{ rule_columns(['fewest_customers', 'critical_value']) }}
    from rules

)

select * from final
