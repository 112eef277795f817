-- Bounded joins instead of recursion, which Spark has only with `union all`: whoever
-- stands more than `account_levels` below its root loses its parent and is reported.
{% set levels = var('account_levels') | int %}
with

sightings as (

    select * from {{ ref('int_account_sightings') }}

),

parents as (

    select * from {{ ref('int_account_parents') }}

),

walks as (

    select
        sightings.account_id,
        {% for level in range(levels + 1) %}
        parents_{{ level }}.parent_account_id as ancestor_{{ level + 1 }},
        {% endfor %}
        parents_0.stated_parent_account_id,
        coalesce(parents_0.is_in_cycle, false) as is_in_cycle
    from sightings
    left join parents as parents_0
        on sightings.account_id = parents_0.account_id
    {% for level in range(1, levels + 1) %}
    left join parents as parents_{{ level }}
        on parents_{{ level - 1 }}.parent_account_id = parents_{{ level }}.account_id
    {% endfor %}
),

kept as (

    select
        account_id,
        stated_parent_account_id,
        is_in_cycle,
        {% for level in range(1, levels + 1) %}
        case when ancestor_{{ levels + 1 }} is null then ancestor_{{ level }} end
            as ancestor_{{ level }},
        {% endfor %}
        ancestor_{{ levels + 1 }} is not null as is_too_deep
    from walks

),

final as (

    select
        account_id,
        stated_parent_account_id,
        ancestor_1 as parent_account_id,
        coalesce(
            {% for level in range(levels, 0, -1) %}
            ancestor_{{ level }},
            {% endfor %}
            account_id
        ) as root_account_id,
        concat_ws(
            ' > ',
            {% for level in range(levels, 0, -1) %}
            ancestor_{{ level }},
            {% endfor %}
            account_id
        ) as account_path,
        cast(
            0
            {% for level in range(1, levels + 1) %}
            + case when ancestor_{{ level }} is null then 0 else 1 end
            {% endfor %}
            as bigint
        ) as account_depth,
        is_in_cycle,
        is_too_deep
    from kept

)

select * from final
