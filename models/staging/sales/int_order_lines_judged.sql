{{ config(materialized='view') }}

with

records as (

    select * from {{ ref('base_order_lines') }}

),

order_records as (

    select * from {{ ref('base_orders') }}

),

current_orders as (

    select * from {{ ref('int_current_orders') }}

),

-- A line without a recorded_at is known since its order is, though it be rejected.
order_recordings as (

    select
        source_system,
        order_id,
        case when count(*) = count(recorded_at) then min(recorded_at) end
            as recorded_at
    from order_records
    group by source_system, order_id

),

ordered as (

    select
        {{ contract_columns('order_lines', 'records', without=['recorded_at']) }},
        records.record_key,
        records.rejection_code,
        records.rejected_column,
        records.payload,
        case
            when records.rejection_code = 'implausible_recorded_at' then null
            else coalesce(records.recorded_at, order_recordings.recorded_at)
        end as recorded_at,
        current_orders.order_id is null as is_orphan,
        current_orders.is_counted as is_order_counted,
        current_orders.rate_to_base
    from records
    left join order_recordings
        on records.source_system = order_recordings.source_system
        and records.order_id = order_recordings.order_id
    left join current_orders
        on records.source_system = current_orders.source_system
        and records.order_id = current_orders.order_id

),

final as (

    select
        {{ contract_columns('order_lines') }},
        rate_to_base,
        is_order_counted,
        case
            when rejection_code is null and is_orphan
                then {{ record_key('order_lines', 'ordered') }}
            else record_key
        end as record_key,
        coalesce(
            rejection_code,
            case when is_orphan then 'line_without_order' end
        ) as rejection_code,
        case
            when rejection_code is null and is_orphan then 'order_id'
            else rejected_column
        end as rejected_column,
        case
            when rejection_code is null and is_orphan
                then cast(to_json({{ record_struct('order_lines') }}) as string)
            else payload
        end as payload
    from ordered

)

select * from final
