{#- The since date of a scheme is the day on which it took its state: that of the
    interval before while it stays as it is, else the first day of the interval. -#}
{% set schemes = ['lifecycle_stage', 'growth_phase', 'relationship_stage'] %}
with

history as (

    select * from {{ ref('fct_lifecycle_history') }}

),

numbered as (

    select
        history.*,
        row_number() over (partition by customer_id order by valid_from)
            as interval_number
    from history

),

followed as (

    select
        {% for scheme in schemes %}
        numbered.{{ scheme }}_since_date,
        case
            when earlier.{{ scheme }} is not distinct from numbered.{{ scheme }}
                then coalesce(earlier.{{ scheme }}_since_date, numbered.valid_from)
            else numbered.valid_from
        end as expected_{{ scheme }}_since_date,
        {% endfor %}
        numbered.customer_id,
        numbered.valid_from
    from numbered
    left join numbered as earlier
        on numbered.customer_id = earlier.customer_id
        and numbered.interval_number = earlier.interval_number + 1

),

final as (

    select *
    from followed
    where lifecycle_stage_since_date != expected_lifecycle_stage_since_date
        or growth_phase_since_date != expected_growth_phase_since_date
        or relationship_stage_since_date != expected_relationship_stage_since_date

)

select * from final
