with

as_of as (

    select * from {{ ref('as_of') }}

),

{% for table_name, judged in var('raw_tables').items() %}
raw_{{ table_name }} as (

    select source_system from {{ source('raw', table_name) }}

),

judged_{{ table_name }} as (

    select
        case
            when not {{ is_known('judged.recorded_at', 'as_of.as_of_date') }}
                then 'not_yet_known'
            when judged.rejection_code is not null then 'rejected'
            else 'acceptable'
        end as record_state
    from {{ ref(judged) }} as judged
    cross join as_of

),

current_{{ table_name }} as (

    select source_system from {{ ref('stg_' ~ table_name) }}

),

{% endfor %}
broken_lines as (

    select * from {{ source('front_door', 'broken_lines') }}

),

counts as (

    {% for table_name in var('raw_tables') %}
    select
        '{{ table_name }}' as table_name,
        'raw' as record_state,
        count(*) as record_count
    from raw_{{ table_name }}

    union all

    select
        '{{ table_name }}' as table_name,
        record_state,
        count(*) as record_count
    from judged_{{ table_name }}
    group by record_state

    union all

    select
        '{{ table_name }}' as table_name,
        'accepted' as record_state,
        count(*) as record_count
    from current_{{ table_name }}

    union all
    {% endfor %}

    select
        table_name,
        'raw' as record_state,
        count(*) as record_count
    from broken_lines
    group by table_name

    union all

    select
        table_name,
        'rejected' as record_state,
        count(*) as record_count
    from broken_lines
    group by table_name

),

final as (

    select
        table_name,
        cast(
            sum(case when record_state = 'raw' then record_count else 0 end)
            as bigint
        ) as raw_count,
        cast(
            sum(case when record_state = 'not_yet_known' then record_count else 0 end)
            as bigint
        ) as not_yet_known_count,
        cast(
            sum(case when record_state = 'rejected' then record_count else 0 end)
            as bigint
        ) as rejected_count,
        cast(
            sum(case when record_state = 'acceptable' then record_count else 0 end)
            as bigint
        ) as acceptable_count,
        cast(
            sum(case when record_state = 'accepted' then record_count else 0 end)
            as bigint
        ) as accepted_count
    from counts
    group by table_name

)

select * from final
