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
broken_lines as (

    select * from {{ source('front_door', 'broken_lines') }}

),

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

    union all
    {% endfor %}

    select
        table_name,
        file || ':' || cast(line_number as string) as record_key,
        'broken_line' as rejection_code,
        cast(null as string) as rejected_column,
        line as payload,
        cast(null as timestamp) as recorded_at
    from broken_lines

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
