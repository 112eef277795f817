{% set stated_as_of = setting('as_of') %}
{% set as_of_date = "max(cast('" ~ stated_as_of ~ "' as date))" if stated_as_of
    else 'cast(max(recorded_at) as date)' %}
with

{% for table_name in var('raw_tables') %}
{{ table_name }} as (

    select recorded_at from {{ ref('base_' ~ table_name) }}

),

{% endfor %}
newest_records as (

    {% for table_name in var('raw_tables') %}
    select max(recorded_at) as recorded_at
    from {{ table_name }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

final as (

    select
        {{ as_of_date }} as as_of_date
    from newest_records

)

select * from final
