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
        {{ alive_probability('statistics', 'models') }} as alive_probability,
        case
            when models.amount_null_reason is null
                then {{ expected_spend('statistics', 'models') }} * models.margin_share
        end as expected_order_margin,
        case
            when coalesce(models.amount_null_reason, '') != 'spend_not_converged'
                then {{ expected_spend('statistics', 'models') }}
        end as expected_order_net
    from statistics
    inner join models
        on statistics.fit_purpose = models.fit_purpose
    where models.null_reason is null

),

final as (

    select
        alive.fit_purpose,
        alive.customer_key,
        round(alive.alive_probability, 9) as alive_probability,
        {% for days in [30, 90, 365] %}
        round({{ purchase_probability(
            'alive.alive_probability', days, 'alive', 'models'
        ) }}, 9) as order_{{ days }}_days_probability,
        {% endfor %}
        round({{ purchase_probability(
            'alive.alive_probability', 'models.holdout_days', 'alive', 'models'
        ) }}, 9) as order_holdout_probability,
        {% for span in [
            '30_days', '90_days', '365_days', '12_months', '36_months', 'holdout',
        ] %}
        round(alive.alive_probability * expected.expected_{{ span }}_count, 9)
            as expected_{{ span }}_order_count,
        {% endfor %}
        round(alive.expected_order_net, 9) as expected_order_net,
        round(alive.expected_order_margin, 9) as expected_order_margin
    from alive
    inner join models
        on alive.fit_purpose = models.fit_purpose
    inner join expected
        on alive.fit_purpose = expected.fit_purpose
        and alive.repeat_purchase_count = expected.repeat_purchase_count
        and alive.customer_age_days = expected.customer_age_days

)

select * from final
