{% macro csv_form_changes(file) %}
    {% if file.encoding_faults and file.encoding == 'utf-8' and not is_mostly_utf_8(file) %}
        {% if is_windows_1252(file) %}
            {% do file.update({'problem':
                'is Windows-1252, which the engine cannot read. Save it as UTF-8.'
            }) %}
            {{ return(false) }}
        {% endif %}
        {% do file.update({'encoding': 'latin-1'}) %}
        {% do read_csv_dialect(file) %}
        {{ return(true) }}
    {% elif file.escape_faults and not file.tried %}
        {% do file.update({'tried': file.broken_line_count, 'escape': '\\'}) %}
        {{ return(true) }}
    {% elif file.escape == '\\' and file.broken_line_count > file.tried %}
        {% do file.update({'escape': file.quote}) %}
        {{ return(true) }}
    {% endif %}
    {{ return(false) }}
{% endmacro %}
