{% set stages = [
    'acquisition', 'identification', 'conversion', 'retention', 'referral'
] %}
with

steps as (

    select * from {{ ref('int_relationship_steps') }}

),

stages as (

    select * from {{ ref('relationship_stages') }}

),

-- A step that does not come before all further ones changes nothing.
reached as (

    {% for stage in stages %}
    select
        customer_key,
        {{ stage }}_date as valid_from,
        '{{ stage }}' as relationship_stage
    from steps
    where {{ stage }}_date is not null
        {% for further in stages[loop.index:] %}
        and ({{ further }}_date is null or {{ stage }}_date < {{ further }}_date)
        {% endfor %}
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}
),

final as (

    select
        reached.customer_key,
        reached.valid_from,
        reached.relationship_stage,
        stages.entry_trigger
    from reached
    inner join stages
        on reached.relationship_stage = stages.relationship_stage

)

select * from final
