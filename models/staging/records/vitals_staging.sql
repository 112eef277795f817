with

as_of as (

    select * from {{ ref('as_of') }}

),

record_counts as (

    select * from {{ ref('int_record_counts') }}

),

record_warnings as (

    select * from {{ ref('int_record_warnings') }}

),

source_freshness as (

    select * from {{ ref('int_source_freshness') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

table_shares as (

    select
        *,
        {{ share('rejected_count', 'raw_count') }} as rejected_share
    from record_counts

),

totals as (

    select
        sum(raw_count) as raw_count,
        sum(rejected_count) as rejected_count,
        sum(acceptable_count - accepted_count) as superseded_count,
        sum(case when table_name = 'contacts' then accepted_count else 0 end)
            as contact_count,
        sum(case when table_name = 'orders' then accepted_count else 0 end)
            as order_count,
        max(rejected_share) as worst_rejected_share,
        max(case when table_name = 'contacts' then rejected_share end)
            as rejected_contact_share,
        max(case when table_name = 'orders' then rejected_share end)
            as rejected_order_share
    from table_shares

),

warnings as (

    select
        sum(case when rule_code = 'unknown_customer_type' then record_count end)
            as customer_type_count,
        sum(case when rule_code = 'unknown_order_status' then record_count end)
            as order_status_count,
        sum(case when rule_code = 'unknown_line_type' then record_count end)
            as line_type_count,
        sum(case when rule_code = 'unlisted_value' then record_count end)
            as unlisted_value_count,
        sum(case when rule_code = 'quantity_not_positive' then record_count end)
            as quantity_count
    from record_warnings

),

silent_sources as (

    select
        sum(case when freshness_status = 'stale_error' then 1 else 0 end)
            as stale_count,
        sum(case when freshness_status = 'stale_warning' then 1 else 0 end)
            as late_count
    from source_freshness

),

last_orders as (

    select max(order_date) as last_order_date
    from orders

),

final as (

    select
        {{ build_id() }} as build_id,
        as_of.as_of_date,
        cast(totals.raw_count as double) as raw_record_count,
        cast(totals.contact_count + totals.order_count as double) as core_record_count,
        cast(totals.contact_count as double) as accepted_contact_count,
        cast(totals.order_count as double) as accepted_order_count,
        {{ share('totals.rejected_count', 'totals.raw_count') }}
            as rejected_record_share,
        totals.worst_rejected_share as worst_table_rejected_share,
        totals.rejected_contact_share,
        totals.rejected_order_share,
        {{ share('totals.superseded_count', 'totals.raw_count') }}
            as superseded_record_share,
        cast(coalesce(warnings.customer_type_count, 0) as double)
            as unknown_customer_type_count,
        cast(coalesce(warnings.order_status_count, 0) as double)
            as unknown_order_status_count,
        cast(coalesce(warnings.line_type_count, 0) as double)
            as unknown_line_type_count,
        cast(coalesce(warnings.unlisted_value_count, 0) as double)
            as unlisted_value_count,
        cast(coalesce(warnings.quantity_count, 0) as double)
            as quantity_not_positive_count,
        cast(coalesce(silent_sources.stale_count, 0) as double) as stale_source_count,
        cast(coalesce(silent_sources.late_count, 0) as double) as late_source_count,
        -- East of Greenwich the business day can be ahead of the UTC as-of day.
        cast(
            greatest(
                {{ days_between('last_orders.last_order_date', 'as_of.as_of_date') }}, 0
            ) as double
        ) as last_order_age_days
    from totals
    cross join warnings
    cross join silent_sources
    cross join last_orders
    cross join as_of

)

select * from final
