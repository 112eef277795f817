{% macro raw_readers(table_name, files) %}
    {% set readers = [] %}
    {% if setting('raw_schema') %}
        {% set relation = adapter.get_relation(
            target.database, setting('raw_schema'), table_name
        ) %}
        {% if relation %}
            {% do readers.append({
                'place': relation | string, 'from': relation | string, 'files': []
            }) %}
        {% endif %}
    {% else %}
        {% for format in ['parquet', 'csv'] %}
            {% set found = table_files(table_name, format, files) %}
            {% set paths = [] %}
            {% for file in found %}{% do paths.append(raw_folder() ~ '/' ~ file) %}{% endfor %}
            {% if found %}
                {% do readers.append({
                    'place': paths[0] if found | length == 1
                        else found | length ~ ' files like ' ~ paths[0],
                    'from': read_files(paths, format),
                    'files': found
                }) %}
            {% endif %}
        {% endfor %}
    {% endif %}
    {{ return(readers) }}
{% endmacro %}
