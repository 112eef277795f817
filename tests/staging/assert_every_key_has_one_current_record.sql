-- Each key with an acceptable, known version has one current record (orders: own test).
{% set table_names = var('raw_tables') | reject('eq', 'orders') | list %}
with

as_of as (

    select * from {{ ref('as_of') }}

),

{% for table_name in table_names %}
keys_{{ table_name }} as (

    select distinct {{ contract_key(table_name) }}
    from {{ ref(var('raw_tables')[table_name]) }} as records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}
        {% if table_name == 'order_lines' %}
        and records.is_order_counted
        {% endif %}

),

current_{{ table_name }} as (

    select source_system from {{ ref('stg_' ~ table_name) }}

),

{% endfor %}
counts as (

    {% for table_name in table_names %}
    select
        '{{ table_name }}' as table_name,
        (select count(*) from keys_{{ table_name }}) as key_count,
        (select count(*) from current_{{ table_name }}) as current_count
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

final as (

    select *
    from counts
    where key_count != current_count

)

select * from final
