{% macro csv_files(table_name, paths) %}
    {% set files = [] %}
    {% for path in paths %}
        {% set file = raw_file(table_name, path, 'csv') %}
        {% do read_csv_header(file) %}
        {% do files.append(file) %}
    {% endfor %}
    {{ return(files) }}
{% endmacro %}
