{%- set rule_names = ['potential_percentile', 'fewest_look_alikes', 'top_share'] -%}
with

rules as (

    select * from {{ ref('value_class_rules') }}

),

final as (

    select
        {% for rule in rule_names %}
        max(case when rule_name = '{{ rule }}' then threshold end) as {{ rule }},
        {% endfor %}
        count(*) as rule_count
    from rules

)

select * from final
