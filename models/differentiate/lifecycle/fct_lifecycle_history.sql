{% set schemes = {
    'lifecycle_stage': 'lifecycle',
    'growth_phase': 'growth',
    'relationship_stage': 'relationship',
} %}
{% set triggers = [
    'first_contact',
    'purchase',
    'referral',
    'contact_point',
    'personal_threshold',
    'threshold',
] %}
with

{% for name in schemes.values() %}
{{ name }}_changes as (

    select * from {{ ref('int_' ~ name ~ '_changes') }}

),

{% endfor %}
-- A state with its day before it: of several the latest is the greatest.
changes as (

    {% for scheme, name in schemes.items() %}
    select
        customer_id,
        valid_from,
        {% for other in schemes %}
        {% if other == scheme %}
        concat(cast(valid_from as string), coalesce({{ scheme }}, ''))
            as dated_{{ other }},
        {% else %}
        cast(null as string) as dated_{{ other }},
        {% endif %}
        {% endfor %}
        entry_trigger
    from {{ name }}_changes
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}
),

-- Of several triggers on one day the first in the list is the most telling.
days as (

    select
        customer_id,
        valid_from,
        {% for scheme in schemes %}
        max(dated_{{ scheme }}) as dated_{{ scheme }},
        {% endfor %}
        min(
            case entry_trigger
                {% for trigger in triggers %}
                when '{{ trigger }}' then {{ loop.index }}
                {% endfor %}
            end
        ) as trigger_rank
    from changes
    group by customer_id, valid_from

),

intervals as (

    select
        customer_id,
        valid_from,
        trigger_rank,
        {% for scheme in schemes %}
        max(dated_{{ scheme }}) over (
            partition by customer_id
            order by valid_from
            rows between unbounded preceding and current row
        ) as dated_{{ scheme }},
        {% endfor %}
        lead(valid_from, 1, cast('9999-12-31' as date)) over (
            partition by customer_id
            order by valid_from
        ) as valid_to
    from days

),

final as (

    select
        customer_id,
        valid_from,
        valid_to,
        {% for scheme in schemes %}
        cast(substr(dated_{{ scheme }}, 1, 10) as date) as {{ scheme }}_since_date,
        {% endfor %}
        {% for scheme in schemes %}
        nullif(substr(dated_{{ scheme }}, 11), '') as {{ scheme }},
        {% endfor %}
        case trigger_rank
            {% for trigger in triggers %}
            when {{ loop.index }} then '{{ trigger }}'
            {% endfor %}
        end as entry_trigger,
        valid_to = cast('9999-12-31' as date) as is_current
    from intervals

)

select * from final
