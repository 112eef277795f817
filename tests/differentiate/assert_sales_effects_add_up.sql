-- The effects are the change on last year to the cent, or there is a reason.
with

breakdown as (

    select * from {{ ref('fct_sales_breakdown') }}

),

final as (

    select
        dimension,
        member,
        month_start_date
    from breakdown
    where (
        null_reason is null
        and coalesce(
            customer_effect_amount + frequency_effect_amount + basket_effect_amount
            + price_effect_amount + other_effect_amount != change_amount,
            true
        )
    )
    or (
        null_reason is not null
        and coalesce(
            customer_effect_amount, frequency_effect_amount, basket_effect_amount,
            price_effect_amount, other_effect_amount
        ) is not null
    )

)

select * from final
