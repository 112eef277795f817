{% macro raw_readers(table_name) %}
    {% set readers = [] %}
    {% if setting('raw_schema') %}
        {% set relation = adapter.get_relation(
            target.database, setting('raw_schema'), table_name
        ) %}
        {% if relation %}
            {% do readers.append({'place': relation | string, 'from': relation | string}) %}
        {% endif %}
    {% else %}
        {% for format in ['parquet', 'csv'] %}
            {% set files = raw_files(table_name, format) %}
            {% if files %}
                {% do readers.append({
                    'place': files[0] if files | length == 1
                        else files | length ~ ' files like ' ~ files[0],
                    'from': read_files(files, format)
                }) %}
            {% endif %}
        {% endfor %}
    {% endif %}
    {{ return(readers) }}
{% endmacro %}
