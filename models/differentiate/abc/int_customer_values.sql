{{ config(materialized='view') }}

with

profits as (

    select * from {{ ref('int_customer_profits') }}

),

final as (

    select
        customer_key,
        period_type,
        period_start_date,
        period_end_date,
        'revenue' as measure,
        revenue_amount as value_amount
    from profits
    where period_type != 'month' and active_day_count > 0

    union all

    select
        customer_key,
        period_type,
        period_start_date,
        period_end_date,
        'contribution' as measure,
        contribution_amount as value_amount
    from profits
    where period_type != 'month'
        and order_count > 0
        and contribution_amount is not null

)

select * from final
