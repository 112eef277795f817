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
{% set day_zero = "cast('0001-01-01' as date)" %}
with

{% for name in schemes.values() %}
{{ name }}_changes as (

    select * from {{ ref('int_' ~ name ~ '_changes') }}

),

{% endfor %}
customer_keys as (

    select * from {{ ref('int_customer_keys') }}

),

states as (

    select * from {{ ref('int_lifecycle_states') }}

),

-- A state and its day in one number: of several the latest is the greatest.
changes as (

    {% for scheme, name in schemes.items() %}
    select
        changes.customer_key,
        changes.valid_from,
        {% for other in schemes %}
        cast(
            {% if other == scheme %}
            100 * {{ days_between(day_zero, 'changes.valid_from') }}
            + states.state_number
            {% else %}
            null
            {% endif %} as integer
        ) as dated_{{ other }},
        {% endfor %}
        changes.entry_trigger
    from {{ name }}_changes as changes
    inner join states
        on coalesce(changes.{{ scheme }}, '') = states.customer_state
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}
),

-- Of several triggers on one day the first in the list is the most telling.
days as (

    select
        customer_key,
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
    group by customer_key, valid_from

),

intervals as (

    select
        customer_key,
        valid_from,
        trigger_rank,
        {% for scheme in schemes %}
        max(dated_{{ scheme }}) over (
            partition by customer_key
            order by valid_from
            rows between unbounded preceding and current row
        ) as dated_{{ scheme }},
        {% endfor %}
        lead(valid_from, 1, cast('9999-12-31' as date)) over (
            partition by customer_key
            order by valid_from
        ) as valid_to
    from days

),

final as (

    select
        customer_keys.customer_id,
        intervals.valid_from,
        intervals.valid_to,
        {% for scheme in schemes %}
        {{ add_days(
            day_zero, whole_quotient('intervals.dated_' ~ scheme, 100)
        ) }} as {{ scheme }}_since_date,
        {% endfor %}
        {% for scheme, name in schemes.items() %}
        nullif({{ name }}_states.customer_state, '') as {{ scheme }},
        {% endfor %}
        case intervals.trigger_rank
            {% for trigger in triggers %}
            when {{ loop.index }} then '{{ trigger }}'
            {% endfor %}
        end as entry_trigger,
        intervals.valid_to = cast('9999-12-31' as date) as is_current
    from intervals
    inner join customer_keys
        on intervals.customer_key = customer_keys.customer_key
    {% for scheme, name in schemes.items() %}
    left join states as {{ name }}_states
        on intervals.dated_{{ scheme }} % 100 = {{ name }}_states.state_number
    {% endfor %}

)

select * from final
