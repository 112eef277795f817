{% macro csv_form_changes(file) %}
    {% if file.encoding_faults and file.encoding == 'utf-8' %}
        {#- DuckDB 1.5 fails on a damaged cell when not all columns are asked for. -#}
        {% if is_mostly_utf_8(file) %}
            {% do file.update({'problem':
                'line ' ~ file.encoding_line ~ ': unreadable bytes in a file that is UTF-8'
                ~ ' otherwise. Write the line again in UTF-8.'
            }) %}
        {% elif is_windows_1252(file) %}
            {% do file.update({'problem':
                'is Windows-1252, which the engine cannot read. Save it as UTF-8.'
            }) %}
        {% else %}
            {% do file.update({'encoding': 'latin-1'}) %}
            {% do read_csv_dialect(file, csv_head(file)) %}
        {% endif %}
        {{ return(file.encoding == 'latin-1') }}
    {% elif file.escape_faults and not file.faults_before_escape %}
        {% do file.update({'faults_before_escape': file.broken_line_count, 'escape': '\\'}) %}
        {{ return(true) }}
    {% elif file.escape == '\\' and file.broken_line_count > file.faults_before_escape %}
        {% do file.update({'escape': file.quote}) %}
        {{ return(true) }}
    {% endif %}
    {{ return(false) }}
{% endmacro %}
