with

forecasts as (

    select * from {{ ref('int_customer_forecasts') }}

),

opening as (

    select * from forecasts
    where fit_purpose = 'opening'

),

closing as (

    select * from forecasts
    where fit_purpose = 'current'

),

final as (

    select
        closing.customer_key,
        coalesce(opening.clv_36_months_amount, 0) as opening_clv_amount,
        closing.clv_36_months_amount as closing_clv_amount
    from closing
    left join opening
        on closing.customer_key = opening.customer_key
    where closing.clv_36_months_amount is not null

)

select * from final
