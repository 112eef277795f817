with

as_of as (

    select * from {{ ref('as_of') }}

),

limits as (

    select * from {{ ref('freshness_limits') }}

),

{% for table_name in var('raw_tables') %}
{{ table_name }} as (

    select * from {{ ref('base_' ~ table_name) }}

),

{% endfor %}
sources as (

    {% for table_name in var('raw_tables') %}
    select
        '{{ table_name }}' as table_name,
        {{ table_name }}.source_system,
        max({{ table_name }}.recorded_at) as newest_recorded_at,
        count(*) as record_count
    from {{ table_name }}
    cross join as_of
    where {{ is_known(table_name ~ '.recorded_at', 'as_of.as_of_date') }}
    group by {{ table_name }}.source_system
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

-- The row of the system stands above that of any system, also where it sets no limit.
limited as (

    select
        sources.table_name,
        sources.source_system,
        sources.newest_recorded_at,
        sources.record_count,
        {{ days_between(
            'cast(sources.newest_recorded_at as date)',
            'as_of.as_of_date'
        ) }} as age_days,
        case
            when own_limits.table_name is null then common_limits.warn_after_days
            else own_limits.warn_after_days
        end as warn_after_days,
        case
            when own_limits.table_name is null then common_limits.error_after_days
            else own_limits.error_after_days
        end as error_after_days
    from sources
    cross join as_of
    left join limits as own_limits
        on sources.table_name = own_limits.table_name
        and sources.source_system = own_limits.source_system
    left join limits as common_limits
        on sources.table_name = common_limits.table_name
        and common_limits.source_system = 'any'

),

final as (

    select
        table_name,
        source_system,
        newest_recorded_at,
        record_count,
        age_days,
        case
            when age_days is null then 'unknown'
            when age_days > error_after_days then 'stale_error'
            when age_days > warn_after_days then 'stale_warning'
            else 'fresh'
        end as freshness_status
    from limited

)

select * from final
