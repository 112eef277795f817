{% macro spark_encoding(file) %}
    {{ return({
        'utf-8': 'UTF-8', 'utf-16': 'UTF-16LE', 'latin-1': 'ISO-8859-1'
    }[file.encoding]) }}
{% endmacro %}
