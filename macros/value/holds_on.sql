{% macro holds_on(day, stated_at, ended_at) %}
    (
        (
            {{ stated_at }} is null
            or {{ business_date(stated_at) }} <= {{ day }}
        )
        and (
            {{ ended_at }} is null
            or {{ business_date(ended_at) }} > {{ day }}
        )
    )
{% endmacro %}
