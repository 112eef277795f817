{% macro read_csv_header(file) %}
    {% do file.update({'encoding': 'utf-8'}) %}
    {% do file.update({'encoding': csv_encoding(csv_head(file))}) %}
    {% if file.encoding == 'utf-16-be' %}
        {% do file.update({'problem':
            'is UTF-16 with the high byte first, which the engine cannot read. Save it as UTF-8.'
        }) %}
    {% else %}
        {% do read_csv_dialect(file) %}
    {% endif %}
{% endmacro %}
