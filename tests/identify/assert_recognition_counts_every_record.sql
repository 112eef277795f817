with

counted as (

    select
        record_type,
        sum(record_count) as record_count
    from {{ ref('fct_recognition') }}
    group by record_type

),

records as (

    {% for table_name in [
        'orders', 'returns', 'interactions', 'sessions', 'survey_responses'
    ] %}
    select
        '{{ table_name }}' as record_type,
        count(*) as record_count
    from {{ ref('stg_' ~ table_name) }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

final as (

    select
        records.record_type,
        records.record_count,
        counted.record_count as counted_record_count
    from records
    left join counted
        on records.record_type = counted.record_type
    where records.record_count != coalesce(counted.record_count, 0)

)

select * from final
