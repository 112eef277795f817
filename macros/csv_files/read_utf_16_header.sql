{% macro read_utf_16_header(file) %}
    {% if has_surrogates(file) %}
        {% do file.update({'problem':
            'is UTF-16 with characters beyond its first plane, such as emoji, which the'
            ~ ' engine cannot read. Save it as UTF-8.'
        }) %}
    {% else %}
        {% do read_csv_dialect(file, csv_head(file)) %}
    {% endif %}
{% endmacro %}
