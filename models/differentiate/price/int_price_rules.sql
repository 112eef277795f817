with

rules as (

    select * from {{ ref('price_rules') }}

),

final as (

    select {{ rule_columns([
        'least_purchases', 'lowest_price_ratio', 'highest_price_ratio',
        'full_price_ratio', 'least_full_price_lines', 'least_lines', 'least_customers',
        'least_ratio_lines', 'surest_variance', 'interval_z',
    ]) }}
    from rules

)

select * from final
