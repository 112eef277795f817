{% macro read_files(files, format) %}
    {{ return(adapter.dispatch('read_files', 'idic')(files, format)) }}
{% endmacro %}

{% macro duckdb__read_files(files, format) %}
    {% set list = "['" ~ files | map('replace', "'", "''") | join("', '") ~ "']" %}
    {% if format == 'parquet' %}
        {{ return(
            'read_parquet(' ~ list ~ ', union_by_name = true, hive_partitioning = false)'
        ) }}
    {% else %}
        {{ return(
            'read_csv(' ~ list ~ ', union_by_name = true, hive_partitioning = false,'
            ~ ' header = true, all_varchar = true, quote = ' ~ dbt.string_literal('"')
            ~ ', escape = ' ~ dbt.string_literal('"') ~ ')'
        ) }}
    {% endif %}
{% endmacro %}
