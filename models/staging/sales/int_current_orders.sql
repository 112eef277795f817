with

records as (

    select * from {{ ref('int_orders_judged') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

source_priorities as (

    select * from {{ ref('source_priorities') }}

),

{{ current_versions('orders') }},

origin_systems as (

    select distinct
        origin_order_id,
        source_system
    from versions
    where origin_order_id is not null

),

-- The same order in several systems counts in the system of the highest priority.
ranked_systems as (

    select
        origin_systems.origin_order_id,
        origin_systems.source_system,
        row_number() over (
            partition by origin_systems.origin_order_id
            order by
                source_priorities.priority asc nulls last,
                origin_systems.source_system asc
        ) as system_rank
    from origin_systems
    left join source_priorities
        on origin_systems.source_system = source_priorities.source_system

),

final as (

    select
        {{ contract_columns('orders', 'versions') }},
        versions.rate_to_base,
        versions.first_recorded_at,
        coalesce(ranked_systems.system_rank = 1, true) as is_counted
    from versions
    left join ranked_systems
        on versions.origin_order_id = ranked_systems.origin_order_id
        and versions.source_system = ranked_systems.source_system

)

select * from final
