with

lifecycle_changes as (

    select * from {{ ref('int_lifecycle_changes') }}

),

growth_changes as (

    select * from {{ ref('int_growth_changes') }}

),

relationship_changes as (

    select * from {{ ref('int_relationship_changes') }}

),

changes as (

    {% for relation, scheme in [
        ('lifecycle_changes', 'lifecycle_stage'),
        ('growth_changes', 'growth_phase'),
        ('relationship_changes', 'relationship_stage'),
    ] %}
    select
        '{{ scheme }}' as scheme,
        customer_id,
        valid_from,
        {{ scheme }} as customer_state,
        entry_trigger
    from {{ relation }}
    {% if not loop.last %}

    union all

    {% endif %}
    {% endfor %}

),

followed as (

    select
        scheme,
        customer_id,
        valid_from,
        customer_state,
        entry_trigger,
        lag(customer_state) over (
            partition by scheme, customer_id
            order by valid_from
        ) as previous_state
    from changes

),

-- Another event that leaves the state as it is changes nothing.
entries as (

    select
        scheme,
        customer_id,
        valid_from,
        customer_state,
        entry_trigger
    from followed
    where previous_state is distinct from customer_state

),

final as (

    select
        scheme,
        customer_id,
        valid_from,
        lead(valid_from, 1, cast('9999-12-31' as date)) over (
            partition by scheme, customer_id
            order by valid_from
        ) as valid_to,
        customer_state,
        entry_trigger
    from entries

)

select * from final
