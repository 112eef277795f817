{% test unique_key(model, columns) %}

with

keys as (

    select
        {{ columns | join(',\n        ') }},
        count(*) as row_count
    from {{ model }}
    group by
        {{ columns | join(',\n        ') }}

),

final as (

    select *
    from keys
    where row_count > 1
        {% for column in columns %}
        or {{ column }} is null
        {% endfor %}

)

select * from final

{% endtest %}
