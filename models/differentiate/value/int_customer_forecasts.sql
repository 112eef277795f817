{{ config(materialized='view') }}

with

statistics as (

    select * from {{ ref('int_purchase_statistics') }}

),

models as (

    select * from {{ ref('int_clv_models') }}

),

expected as (

    select * from {{ ref('int_expected_purchases') }}

),

alive as (

    select
        statistics.*,
        models.fit_id,
        models.r,
        models.alpha_days,
        models.holdout_days,
        models.null_reason,
        models.amount_null_reason,
        case
            when models.null_reason is null
                then {{ alive_probability('statistics', 'models') }}
        end as alive_probability,
        case
            when models.null_reason is null
                and coalesce(models.amount_null_reason, '') != 'spend_not_converged'
                then {{ expected_spend('statistics', 'models') }}
        end as expected_order_net,
        case when models.amount_null_reason is null then models.margin_share end
            as margin_share
    from statistics
    inner join models
        on statistics.fit_purpose = models.fit_purpose

),

estimated as (

    select
        alive.fit_purpose,
        alive.customer_key,
        alive.repeat_purchase_count,
        alive.last_purchase_age_days,
        alive.customer_age_days,
        round(alive.alive_probability, 9) as alive_probability,
        {% for days in [30, 90, 365] %}
        round({{ purchase_probability(
            'alive.alive_probability', days, 'alive', 'alive'
        ) }}, 9) as order_{{ days }}_days_probability,
        {% endfor %}
        round({{ purchase_probability(
            'alive.alive_probability', 'alive.holdout_days', 'alive', 'alive'
        ) }}, 9) as order_holdout_probability,
        {% for span in [
            '30_days', '90_days', '365_days', '12_months', '36_months', 'holdout',
        ] %}
        round(alive.alive_probability * expected.expected_{{ span }}_count, 9)
            as expected_{{ span }}_order_count,
        {% endfor %}
        round(alive.expected_order_net, 9) as expected_order_net,
        round(alive.expected_order_net * alive.margin_share, 9)
            as expected_order_margin,
        coalesce(alive.null_reason, alive.amount_null_reason) as null_reason
    from alive
    left join expected
        on alive.fit_id = expected.fit_id
        and alive.repeat_purchase_count = expected.repeat_purchase_count
        and alive.customer_age_days = expected.customer_age_days

),

final as (

    select
        {% for span in ['12_months', '36_months'] %}
        {{ rounded_to_cents(
            'expected_order_margin * expected_' ~ span ~ '_order_count'
        ) }} as clv_{{ span }}_amount,
        {% endfor %}
        *
    from estimated

)

select * from final
