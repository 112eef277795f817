{% macro find_value_forms(table, files) %}
    {% set readable = [] %}
    {% for group in alike_files(files) if value_columns(group[0], 'number')
        or value_columns(group[0], 'date') %}
        {% if group[0].format != 'csv' %}{% do measure_values(group) %}{% endif %}
        {% do readable.extend(group) %}
    {% endfor %}
    {% set numbers = readable | selectattr('number_flags') | list %}
    {% set dates = readable | selectattr('date_flags') | list %}
    {% if numbers or dates %}
        {% for group in alike_files(readable) %}
            {% do weigh_values(group, numbers | length > 0, dates | length > 0) %}
        {% endfor %}
    {% endif %}
    {% if numbers %}{% do decide_number_forms(readable) %}{% endif %}
    {% if dates %}{% do decide_date_forms(readable) %}{% endif %}
{% endmacro %}
