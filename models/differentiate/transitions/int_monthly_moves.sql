{% set schemes = ['lifecycle_stage', 'growth_phase', 'relationship_stage'] %}
with

intervals as (

    select * from {{ ref('int_month_end_intervals') }}

),

spans as (

    select * from {{ ref('int_month_spans') }}

),

followed as (

    select
        first_month_end_date,
        last_month_end_date,
        {% for scheme in schemes %}
        coalesce({{ scheme }}, 'none') as {{ scheme }},
        coalesce(
            lag({{ scheme }}) over (
                partition by customer_id
                order by first_month_end_date
            ), 'none'
        ) as previous_{{ scheme }},
        {% endfor %}
        customer_id
    from intervals

),

-- Counted before the months are laid out: few states have the same ends.
counted as (

    select
        first_month_end_date,
        last_month_end_date,
        {% for scheme in schemes %}
        {{ scheme }},
        previous_{{ scheme }},
        {% endfor %}
        count(*) as customer_count
    from followed
    group by
        {% for scheme in schemes %}
        {{ scheme }},
        previous_{{ scheme }},
        {% endfor %}
        first_month_end_date,
        last_month_end_date

),

-- An interval moves in on its first month end and stays on the others.
moves as (

    {% for scheme in schemes %}
    select
        spans.month_end_date,
        '{{ scheme }}' as scheme,
        case
            when spans.month_end_date = counted.first_month_end_date
                then counted.previous_{{ scheme }}
            else counted.{{ scheme }}
        end as from_state,
        counted.{{ scheme }} as to_state,
        counted.customer_count
    from counted
    inner join spans
        on counted.first_month_end_date = spans.first_month_end_date
        and counted.last_month_end_date = spans.last_month_end_date
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}
),

final as (

    select
        month_end_date,
        scheme,
        from_state,
        to_state,
        cast(sum(customer_count) as bigint) as customer_count
    from moves
    where from_state != 'none' or to_state != 'none'
    group by month_end_date, scheme, from_state, to_state

)

select * from final
