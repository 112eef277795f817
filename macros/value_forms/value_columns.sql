{% macro value_columns(file, kind) %}
    {% set types = ['date', 'timestamp'] if kind == 'date' else ['bigint', 'double'] %}
    {% set columns = [] %}
    {% for column in contract_table(file.table_name).columns.values() %}
        {% set is_kind = column.data_type in types
            or (kind == 'number' and column.data_type.startswith('decimal')) %}
        {% if is_kind and column.name in file.texts %}
            {% do columns.append(file.columns[column.name]) %}
        {% endif %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}
