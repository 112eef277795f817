{% test rising_after_the_first(model, column, order_by, condition) %}

with

followed as (

    select
        {{ column }} as value,
        row_number() over (order by {{ order_by }}) as position,
        lag({{ column }}, 1) over (order by {{ order_by }}) as previous_value,
        count({{ column }}) over () as value_count
    from {{ model }}
    where {{ condition }}

)

select *
from followed
where (position = 1 and value is not null)
    or (position > 1 and value is null and value_count > 0)
    or (position > 1 and value <= coalesce(previous_value, 0))

{% endtest %}
