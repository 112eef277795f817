{% set stated_as_of = setting('as_of') %}
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
        {% if stated_as_of %}
        cast('{{ stated_as_of }}' as date) as as_of_date
        {% else %}
        cast(max(recorded_at) as date) as as_of_date
        {% endif %}
    from newest_records

)

select * from final
