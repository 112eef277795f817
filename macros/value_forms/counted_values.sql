{% macro counted_values(columns, condition) %}
    {% set counts = [] %}
    {% for column in columns %}
        {% do counts.append('count(case when ' ~ condition | replace('{}', column) ~ ' then 1 end)') %}
    {% endfor %}
    {{ return(counts | join(' + ') or '0') }}
{% endmacro %}
