{% macro contract_column_names(table_name, marked=none) %}
    {% set names = [] %}
    {% for column in contract_table(table_name).columns.values() %}
        {% if marked is none or column.config.meta.get(marked) %}
            {% do names.append(column.name) %}
        {% endif %}
    {% endfor %}
    {{ return(names) }}
{% endmacro %}
