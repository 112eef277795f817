{% macro read_files(files, format) %}
    {{ return(adapter.dispatch('read_files', 'idic')(files, format)) }}
{% endmacro %}

{% macro duckdb__read_files(files, format) %}
    {% set texts = [] %}
    {% for file in files %}{% do texts.append(quoted(file)) %}{% endfor %}
    {% set list = '[' ~ texts | join(', ') ~ ']' %}
    {% if format == 'parquet' %}
        {{ return(
            'read_parquet(' ~ list ~ ', union_by_name = true, hive_partitioning = false)'
        ) }}
    {% else %}
        {#- What is not said is guessed from the first rows, and a guess can drop rows. -#}
        {{ return(
            'read_csv(' ~ list ~ ', union_by_name = true, hive_partitioning = false,'
            ~ ' header = true, all_varchar = true, comment = ' ~ quoted('')
            ~ ', quote = ' ~ quoted('"') ~ ', escape = ' ~ quoted('"') ~ ')'
        ) }}
    {% endif %}
{% endmacro %}
