with

rules as (

    select * from {{ ref('demand_rules') }}

),

final as (

    select {{ rule_columns([
        'history_days',
        'prior_order_count',
        'least_product_quantity',
        'critical_value',
    ]) }}
    from rules

)

select * from final
