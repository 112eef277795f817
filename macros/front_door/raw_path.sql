{% macro raw_path(files) %}
    {{ return(quoted(files[0].path) if files[0].format == 'table' else 'raw_path') }}
{% endmacro %}
