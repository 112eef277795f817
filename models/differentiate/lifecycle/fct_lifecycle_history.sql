{% set schemes = ['lifecycle_stage', 'growth_phase', 'relationship_stage'] %}
{% set triggers = [
    'first_contact', 'purchase', 'referral', 'contact_point', 'threshold'
] %}
with

{% for scheme in schemes %}
{{ scheme }}s as (

    select * from {{ ref('int_state_stays') }}
    where scheme = '{{ scheme }}'

),

{% endfor %}
days as (

    {% for scheme in schemes %}
    select
        customer_id,
        valid_from
    from {{ scheme }}s
    {% if not loop.last %}

    union distinct

    {% endif %}
    {% endfor %}

),

intervals as (

    select
        customer_id,
        valid_from,
        lead(valid_from, 1, cast('9999-12-31' as date)) over (
            partition by customer_id
            order by valid_from
        ) as valid_to,
        min(valid_from) over (partition by customer_id) as first_day
    from days

),

-- Before the first purchase there is no growth phase.
overlaid as (

    select
        intervals.customer_id,
        intervals.valid_from,
        {% for scheme in schemes %}
        {{ scheme }}s.customer_state as {{ scheme }},
        coalesce({{ scheme }}s.valid_from, intervals.first_day)
            as {{ scheme }}_since_date,
        case
            when {{ scheme }}s.valid_from = intervals.valid_from
                then {{ scheme }}s.entry_trigger
        end as {{ scheme }}_trigger,
        {% endfor %}
        intervals.valid_to
    from intervals
    {% for scheme in schemes %}
    left join {{ scheme }}s
        on intervals.customer_id = {{ scheme }}s.customer_id
        and intervals.valid_from >= {{ scheme }}s.valid_from
        and intervals.valid_from < {{ scheme }}s.valid_to
    {% endfor %}

),

final as (

    select
        customer_id,
        valid_from,
        valid_to,
        {% for scheme in schemes %}
        {{ scheme }}_since_date,
        {% endfor %}
        {% for scheme in schemes %}
        {{ scheme }},
        {% endfor %}
        -- Of several things on one day the most telling.
        case
            {% for trigger in triggers %}
            when
                '{{ trigger }}' in (
                    lifecycle_stage_trigger,
                    growth_phase_trigger,
                    relationship_stage_trigger
                )
                then '{{ trigger }}'
            {% endfor %}
        end as entry_trigger,
        valid_to = cast('9999-12-31' as date) as is_current
    from overlaid

)

select * from final
