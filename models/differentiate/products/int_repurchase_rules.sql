with

rules as (

    select * from {{ ref('repurchase_rules') }}

),

final as (

    select {{ rule_columns([
        'prior_gap_count', 'fewest_rebuyers', 'least_rebuyer_share', 'critical_value',
    ]) }}
    from rules

)

select * from final
