{#- The since date of a scheme is the day on which it took its state: that of the
    interval before while it stays as it is, else the first day of the interval. -#}
{% set schemes = ['lifecycle_stage', 'growth_phase', 'relationship_stage'] %}
with

history as (

    select * from {{ ref('fct_lifecycle_history') }}

),

followed as (

    select
        history.*,
        {% for scheme in schemes %}
        lag(history.{{ scheme }}) over (
            partition by history.customer_id
            order by history.valid_from
        ) as previous_{{ scheme }},
        lag(history.{{ scheme }}_since_date) over (
            partition by history.customer_id
            order by history.valid_from
        ) as previous_{{ scheme }}_since_date,
        {% endfor %}
        count(*) over (partition by history.customer_id) as interval_count
    from history

),

-- A scheme that stays as it is keeps its date, one that changes has that of the day.
checked as (

    {% for scheme in schemes %}
    select
        customer_id,
        valid_from,
        '{{ scheme }}' as scheme,
        {{ scheme }}_since_date as since_date,
        previous_{{ scheme }}_since_date as previous_since_date,
        coalesce({{ scheme }}, 'none') != coalesce(previous_{{ scheme }}, 'none')
            as has_changed
    from followed
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}

),

final as (

    select *
    from checked
    where (has_changed and coalesce(since_date != valid_from, true))
        or (not has_changed and since_date is distinct from previous_since_date)

)

select * from final
