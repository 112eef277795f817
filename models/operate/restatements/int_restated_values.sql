-- Where one side has no row, nothing on the other makes no difference. An id that is no
-- heir has lost its purchases and money to another; its states are those of the heir.
-- Stages are not compared with publications that did not tell them yet: the lifecycle
-- and the relationship stage are null in them alone, and the growth phase came with the
-- latter.
{% set attributes = {
    'customer_id': ("''", 'true'),
    'lifecycle_stage': ("''", 'is_heir and has_lifecycle_told'),
    'growth_phase': ("''", 'is_heir and has_relationship_told'),
    'relationship_stage': ("''", 'is_heir and has_relationship_told'),
    'last_purchase_date': ("cast('9999-12-31' as date)", 'is_heir'),
    'order_count': ('0', 'true'),
    'revenue_amount': ('0', 'true'),
} %}
with

states as (

    select * from {{ ref('int_known_states') }}

),

compared as (

    select
        *,
        published_customer_id is null or published_lifecycle_stage is not null
            as has_lifecycle_told,
        published_customer_id is null or published_relationship_stage is not null
            as has_relationship_told,
        cast(
            coalesce(known_revenue_amount, 0) - coalesce(published_revenue_amount, 0)
            as decimal(18, 2)
        ) as revenue_change_amount
    from states

),

final as (

    {% for attribute, (nothing, condition) in attributes.items() %}
    select
        publication_month_date,
        customer_id,
        '{{ attribute }}' as attribute,
        live_customer_id,
        as_of_date,
        cast(published_{{ attribute }} as string) as published_value,
        cast(known_{{ attribute }} as string) as known_value,
        case
            when '{{ attribute }}' = 'revenue_amount'
                then revenue_change_amount
        end as revenue_change_amount
    from compared
    where coalesce(published_{{ attribute }}, {{ nothing }})
        != coalesce(known_{{ attribute }}, {{ nothing }})
        and {{ condition }}
    {% if not loop.last %}
    union all

    {% endif %}
    {% endfor %}
)

select * from final
