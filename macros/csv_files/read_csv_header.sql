{% macro read_csv_header(file) %}
    {% do file.update({'encoding': 'utf-8'}) %}
    {% do read_csv_dialect(file, csv_head(file)) %}
    {#- The header is not where it should be, perhaps for being in another encoding. -#}
    {% if file.problem %}
        {% set lines = csv_head(file, with_faults=true) %}
        {% do file.update({'encoding': csv_encoding(lines), 'problem': none}) %}
        {% if file.encoding == 'utf-16-be' %}
            {% do file.update({'problem':
                'is UTF-16 with the high byte first, which the engine cannot read.'
                ~ ' Save it as UTF-8.'
            }) %}
        {% elif file.encoding == 'utf-16' %}
            {% do read_utf_16_header(file) %}
        {% else %}
            {% do read_csv_dialect(file, lines) %}
        {% endif %}
    {% endif %}
{% endmacro %}
