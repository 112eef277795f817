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

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('orders') }}
            order by {{ version_order('orders') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

-- The same order in several systems counts in the system of the highest priority.
ranked as (

    select
        versions.*,
        dense_rank() over (
            partition by versions.origin_order_id
            order by
                source_priorities.priority asc nulls last,
                versions.source_system asc
        ) as system_rank
    from versions
    left join source_priorities
        on versions.source_system = source_priorities.source_system
    where versions.version_rank = 1

),

final as (

    select
        {{ contract_columns('orders') }},
        rate_to_base,
        origin_order_id is null or system_rank = 1 as is_counted
    from ranked

)

select * from final
