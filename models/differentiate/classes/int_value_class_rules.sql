with

rules as (

    select * from {{ ref('value_class_rules') }}

),

final as (

    select {{ rule_columns([
        'potential_percentile', 'fewest_look_alikes', 'top_share',
    ]) }}
    from rules

)

select * from final
