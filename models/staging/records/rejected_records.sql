with

as_of as (

    select * from {{ ref('as_of') }}

),

{% for table_name, judged in var('raw_tables').items() %}
{{ table_name }} as (

    select * from {{ ref(judged) }}
    where rejection_code is not null

),

{% endfor %}
rejections as (

    {% for table_name in var('raw_tables') %}
    select
        '{{ table_name }}' as table_name,
        record_key,
        rejection_code,
        rejected_column,
        payload,
        recorded_at
    from {{ table_name }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

final as (

    select
        rejections.table_name,
        rejections.record_key,
        rejections.rejection_code as rule_code,
        rejections.rejected_column as column_name,
        rejections.payload,
        rejections.recorded_at
    from rejections
    cross join as_of
    where {{ is_known('rejections.recorded_at', 'as_of.as_of_date') }}

)

select * from final
