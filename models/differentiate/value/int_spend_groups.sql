with

statistics as (

    select * from {{ ref('int_purchase_statistics') }}

),

final as (

    select
        fit_purpose,
        spend_day_count,
        spend_amount,
        count(*) as customer_count
    from statistics
    where spend_day_count > 0 and fit_purpose != 'opening'
    group by fit_purpose, spend_day_count, spend_amount

)

select * from final
