{%- set day_and_count_rules = [
    'fewest_buyers',
    'shortest_history_days',
    'longest_silence_days',
    'fewest_loyal_buyers',
    'longest_holdout_days',
    'margin_window_days',
] -%}
with

rules as (

    select * from {{ ref('clv_rules') }}

),

pivoted as (

    select {{ rule_columns(day_and_count_rules + ['annual_discount_rate']) }}
    from rules

),

final as (

    select
        {% for rule_name in day_and_count_rules %}
        cast({{ rule_name }} as bigint) as {{ rule_name }},
        {% endfor %}
        annual_discount_rate
    from pivoted

)

select * from final
