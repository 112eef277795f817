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

reached as (

    {% for stage in stages %}
    select
        customer_id,
        {{ stage }}_date as reached_date,
        '{{ stage }}' as relationship_stage
    from steps
    where {{ stage }}_date is not null
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}

),

-- Of several steps on one day the furthest counts.
ranked as (

    select
        reached.customer_id,
        reached.reached_date,
        stages.relationship_stage,
        stages.entry_trigger,
        stages.stage_rank,
        max(stages.stage_rank) over (
            partition by reached.customer_id, reached.reached_date
        ) as day_stage_rank,
        max(stages.stage_rank) over (
            partition by reached.customer_id
            order by reached.reached_date, stages.stage_rank
            rows between unbounded preceding and current row
        ) as furthest_stage_rank
    from reached
    inner join stages
        on reached.relationship_stage = stages.relationship_stage

),

-- A step that comes after a further one changes nothing.
final as (

    select
        customer_id,
        reached_date as valid_from,
        relationship_stage,
        entry_trigger
    from ranked
    where stage_rank = furthest_stage_rank and stage_rank = day_stage_rank

)

select * from final
