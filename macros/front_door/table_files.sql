{% macro table_files(table_name, format, files) %}
    {% set endings = ['.csv', '.csv.gz'] if format == 'csv' else ['.' ~ format] %}
    {% set found = [] %}
    {% for file in files %}
        {% for ending in endings %}
            {% set name = file | lower %}
            {% set is_table = name == table_name ~ ending %}
            {% set is_part = name.endswith(ending) and (
                name.startswith(table_name ~ '/') or name.startswith(table_name ~ ending ~ '/')
            ) %}
            {% if is_table or is_part %}{% do found.append(file) %}{% endif %}
        {% endfor %}
    {% endfor %}
    {{ return(found) }}
{% endmacro %}
