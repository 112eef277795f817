{%- set whole_rules = [
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

    select
        {% for rule in whole_rules %}
        max(case when rule_name = '{{ rule }}' then threshold end) as {{ rule }},
        {% endfor %}
        max(case when rule_name = 'annual_discount_rate' then threshold end)
            as annual_discount_rate
    from rules

),

final as (

    select
        {% for rule in whole_rules %}
        cast({{ rule }} as bigint) as {{ rule }},
        {% endfor %}
        annual_discount_rate
    from pivoted

)

select * from final
