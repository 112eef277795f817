{#- A customer's intervals follow each other without gap, overlap or repetition, begin
    by the as-of date, and the last one is open: one state of each scheme a day. -#}
{% set schemes = ['lifecycle_stage', 'growth_phase', 'relationship_stage'] %}
with

history as (

    select * from {{ ref('fct_lifecycle_history') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

followed as (

    select
        history.*,
        {% for column in schemes + ['valid_from'] %}
        lead(history.{{ column }}) over (
            partition by history.customer_id
            order by history.valid_from, history.valid_to
        ) as next_{{ column }},
        {% endfor %}
        as_of.as_of_date
    from history
    cross join as_of

),

final as (

    select *
    from followed
    where valid_from >= valid_to
        or valid_from > as_of_date
        or valid_to != coalesce(next_valid_from, cast('9999-12-31' as date))
        or is_current != (next_valid_from is null)
        or (
            next_valid_from is not null
            {% for scheme in schemes %}
            and {{ scheme }} is not distinct from next_{{ scheme }}
            {% endfor %}
        )

)

select * from final
