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

orders as (

    select * from {{ ref('stg_orders') }}

),

totals as (

    select
        sum(raw_count) as raw_count,
        sum(rejected_count) as rejected_count,
        sum(acceptable_count - accepted_count) as superseded_count,
        sum(case when table_name in ('contacts', 'orders') then accepted_count end)
            as core_count,
        {% for table_name in var('raw_tables') %}
        sum(case when table_name = '{{ table_name }}' then raw_count end)
            as raw_{{ table_name }}_count,
        sum(case when table_name = '{{ table_name }}' then rejected_count end)
            as rejected_{{ table_name }}_count{{ ',' if not loop.last }}
        {% endfor %}
    from record_counts

),

warnings as (

    select
        {% for rule_code in [
            'unknown_customer_type',
            'unknown_order_status',
            'unknown_line_type',
            'quantity_not_positive',
        ] %}
        coalesce(sum(case when rule_code = '{{ rule_code }}' then record_count end), 0)
            as {{ rule_code }}_count{{ ',' if not loop.last }}
        {% endfor %}
    from record_warnings

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
        cast(totals.core_count as double) as core_record_count,
        {{ share('totals.rejected_count', 'totals.raw_count') }} as rejected_record_share,
        {{ share('totals.superseded_count', 'totals.raw_count') }}
            as superseded_record_share,
        {% for table_name in var('raw_tables') %}
        {{ share(
            'totals.rejected_' ~ table_name ~ '_count',
            'totals.raw_' ~ table_name ~ '_count',
        ) }} as rejected_{{ table_name }}_share,
        {% endfor %}
        cast(warnings.unknown_customer_type_count as double)
            as unknown_customer_type_count,
        cast(warnings.unknown_order_status_count as double) as unknown_order_status_count,
        cast(warnings.unknown_line_type_count as double) as unknown_line_type_count,
        cast(warnings.quantity_not_positive_count as double)
            as quantity_not_positive_count,
        cast({{ days_between('last_orders.last_order_date', 'as_of.as_of_date') }} as double)
            as last_order_age_days
    from totals
    cross join warnings
    cross join last_orders
    cross join as_of

)

select * from final
