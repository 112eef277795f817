with

rules as (

    select * from {{ ref('affinity_rules') }}

),

final as (

    select {{ rule_columns([
        'item_floor', 'pair_floor', 'floor_basket_count', 'least_item_floor',
        'least_pair_floor', 'most_basket_products', 'significance_level', 'interval_z',
        'most_timed_pairs', 'least_timed_customers', 'least_costed_share',
        'bundle_lift',
    ]) }}
    from rules

)

select * from final
