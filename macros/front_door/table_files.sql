{% macro table_files(table_name, format, files) %}
    {% set endings = ['.csv', '.csv.gz'] if format == 'csv' else ['.' ~ format] %}
    {% set found = [] %}
    {% for file in files %}
        {% for ending in endings %}
            {% set is_table = file == table_name ~ ending %}
            {% set is_part = file.endswith(ending) and (
                file.startswith(table_name ~ '/') or file.startswith(table_name ~ ending ~ '/')
            ) %}
            {% if is_table or is_part %}{% do found.append(file) %}{% endif %}
        {% endfor %}
    {% endfor %}
    {{ return(found) }}
{% endmacro %}
