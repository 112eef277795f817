{% test rising(model, column, order_by) %}

with

followed as (

    select
        {{ column }},
        lag({{ column }}) over (order by {{ order_by }}) as previous_value
    from {{ model }}
    where {{ column }} is not null

)

select *
from followed
where {{ column }} <= previous_value

{% endtest %}
