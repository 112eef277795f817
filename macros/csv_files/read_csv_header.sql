{% macro read_csv_header(file) %}
    {% do file.update({'encoding': 'utf-8'}) %}
    {% set lines = csv_head(file) %}
    {% do file.update({'encoding': csv_encoding(lines)}) %}
    {% if file.encoding == 'utf-16-be' %}
        {% do file.update({'problem':
            'is UTF-16 with the high byte first, which the engine cannot read. Save it as UTF-8.'
        }) %}
    {% else %}
        {% do read_csv_dialect(file, lines if file.encoding == 'utf-8' else csv_head(file)) %}
    {% endif %}
{% endmacro %}
