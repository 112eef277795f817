-- Net amount of purchases = customers x purchases of each x value of each at constant
-- prices x price. Logarithmic means split its change without a rest (Ang 2004, LMDI-I).
with

comparisons as (

    select * from {{ ref('int_sales_comparisons') }}

),

judged as (

    select
        *,
        case
            when is_kept_back then 'area_kept_back'
            when not has_last_year then 'before_first_year'
            when not is_month_over then 'month_not_over'
            when purchase_count = 0 then 'no_purchases'
            when last_year_purchase_count = 0 then 'no_purchases_last_year'
            when purchase_net_amount <= 0
                or constant_price_amount <= 0
                or last_year_purchase_net_amount <= 0
                or last_year_average_price_amount <= 0
                then 'not_positive'
        end as null_reason
    from comparisons

),

factors as (

    select
        *,
        {{ log_ratio('purchase_net_amount', 'last_year_purchase_net_amount') }}
            as value_log,
        {{ log_ratio('customer_count', 'last_year_customer_count') }} as customer_log,
        {{ log_ratio('purchase_count', 'last_year_purchase_count') }} as purchase_log,
        {{ log_ratio('constant_price_amount', 'last_year_average_price_amount') }}
            as volume_log
    from judged

),

-- The logarithmic mean (V1 - V0) / ln(V1 / V0); where both are nearly the same, by the
-- first terms of its series about the geometric mean.
means as (

    select
        *,
        case
            when abs(value_log) < 0.0001
                then
                    sqrt(cast(purchase_net_amount as double))
                    * sqrt(cast(last_year_purchase_net_amount as double))
                    * (1 + value_log * value_log / 24)
            else
                cast(purchase_net_amount - last_year_purchase_net_amount as double)
                / value_log
        end as log_mean
    from factors

),

-- Rounded as sums of the first effects, so that the cents add up.
summed as (

    select
        *,
        {{ rounded_to_cents('log_mean * customer_log') }} as first_effect_amount,
        {{ rounded_to_cents('log_mean * purchase_log') }} as first_two_effects_amount,
        {{ rounded_to_cents('log_mean * volume_log') }} as first_three_effects_amount,
        case
            when null_reason is null
                then purchase_net_amount - last_year_purchase_net_amount
        end as purchase_change_amount,
        case
            when has_last_year and is_month_over and not is_kept_back
                then net_amount - last_year_net_amount
        end as change_amount
    from means

),

final as (

    select
        dimension,
        member,
        month_start_date,
        null_reason,
        customer_count,
        order_count,
        purchase_count,
        cast(quantity as decimal(18, 4)) as quantity,
        cast(list_amount as decimal(18, 2)) as list_amount,
        cast(net_amount as decimal(18, 2)) as net_amount,
        cast(refund_amount as decimal(18, 2)) as refund_amount,
        cast(net_amount - refund_amount as decimal(18, 2)) as revenue_amount,
        cast(costed_revenue_amount as decimal(18, 2)) as costed_revenue_amount,
        cast(costed_revenue_amount - cost_amount as decimal(18, 2)) as margin_amount,
        cast(purchase_net_amount as decimal(18, 2)) as purchase_net_amount,
        cast(average_price_amount as decimal(18, 2)) as average_price_amount,
        cast(constant_price_amount as decimal(18, 2)) as constant_price_amount,
        cast(change_amount as decimal(18, 2)) as change_amount,
        first_effect_amount as customer_effect_amount,
        cast(first_two_effects_amount - first_effect_amount as decimal(18, 2))
            as frequency_effect_amount,
        cast(
            first_three_effects_amount - first_two_effects_amount as decimal(18, 2)
        ) as basket_effect_amount,
        cast(purchase_change_amount - first_three_effects_amount as decimal(18, 2))
            as price_effect_amount,
        cast(change_amount - purchase_change_amount as decimal(18, 2))
            as other_effect_amount,
        is_month_over
    from summed

)

select * from final
