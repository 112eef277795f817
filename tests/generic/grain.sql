{% test grain(model, key, never_null=[]) %}

select
    {{ key | join(',\n    ') }},
    count(*) as row_count,
    count(
        case when {{ (key + never_null) | join(' is null\n        or ') }} is null then 1 end
    ) as row_with_null_count
from {{ model }}
group by {{ key | join(', ') }}
having row_count > 1 or row_with_null_count > 0

{% endtest %}
