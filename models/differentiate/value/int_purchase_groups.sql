with

statistics as (

    select * from {{ ref('int_purchase_statistics') }}

),

final as (

    select
        fit_purpose,
        repeat_purchase_count,
        last_purchase_age_days,
        customer_age_days,
        count(*) as customer_count
    from statistics
    where fit_purpose != 'opening'
    group by
        fit_purpose,
        repeat_purchase_count,
        last_purchase_age_days,
        customer_age_days

)

select * from final
