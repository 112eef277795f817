{% macro raw_files(table_name, format) %}
    {{ return(adapter.dispatch('raw_files', 'idic')(table_name, format)) }}
{% endmacro %}

{% macro duckdb__raw_files(table_name, format) %}
    {% set stem = setting('raw', 'raw') ~ '/' ~ table_name %}
    {% set endings = [format, format ~ '.gz'] if format == 'csv' else [format] %}
    {% set files = [] %}
    {% for ending in endings %}
        {% for pattern in [stem ~ '.' ~ ending, stem ~ '/**/*.' ~ ending] %}
            {% set found = run_query(
                "select file from glob(" ~ dbt.string_literal(pattern) ~ ") order by file"
            ) %}
            {% do files.extend(found.columns[0].values()) %}
        {% endfor %}
    {% endfor %}
    {{ return(files) }}
{% endmacro %}
