{% macro raw_relation(files, keep_faults=false) %}
    {% if files[0].format == 'table' %}{{ return(files[0].path) }}{% endif %}
    {{ return(adapter.dispatch('raw_relation', 'idic')(files, keep_faults)) }}
{% endmacro %}

{% macro duckdb__raw_relation(files, keep_faults) %}
    {% set like = files[0] %}
    {% set paths = '[' ~ globbed(files | map(attribute='path') | list) ~ ']' %}
    {% if like.format == 'parquet' %}
        {{ return(
            'read_parquet(' ~ paths ~ ', hive_partitioning = false,'
            ~ ' filename = ' ~ quoted('raw_path') ~ ')'
        ) }}
    {% endif %}
    {% set columns = [] %}
    {% for number in range(1, like.cell_count + 1) %}
        {% do columns.append("'c" ~ number ~ "': 'varchar'") %}
    {% endfor %}
    {#- What is not said is guessed from the first rows, and a guess can drop rows. -#}
    {{ return(
        'read_csv(' ~ paths ~ ', auto_detect = false, hive_partitioning = false,'
        ~ ' columns = {' ~ columns | join(', ') ~ '},'
        ~ ' header = true, skip = ' ~ like.header_line ~ ','
        ~ ' encoding = ' ~ quoted(like.encoding) ~ ', delim = ' ~ quoted(like.delimiter) ~ ','
        ~ ' quote = ' ~ quoted(like.quote) ~ ', escape = ' ~ quoted(like.escape) ~ ','
        ~ ' max_line_size = 32000000, buffer_size = 32000000,'
        ~ (' store_rejects = true,' if keep_faults or like.is_faulty)
        ~ (' rejects_limit = 1,' if like.is_faulty and not keep_faults)
        ~ ' filename = ' ~ quoted('raw_path') ~ ')'
    ) }}
{% endmacro %}

{% macro spark__raw_relation(files, keep_faults) %}
    {% set like = files[0] %}
    {% set conditions = [] %}
    {% if like.format == 'parquet' %}
        {% set source = 'parquet.`' ~ spark_globbed(files) ~ '`' %}
    {% else %}
        {% set source = spark_csv_table(files) %}
        {#- Spark takes the first line that is not blank for the header, `sep=;` too. -#}
        {% if like.header_line %}
            {% do conditions.append('not (' ~ spark_is_header(like) ~ ')') %}
        {% endif %}
        {#- Spark refuses a query that asks for faults alone, so a cell is asked for too. -#}
        {% if like.is_faulty and not keep_faults %}
            {% do conditions.append("csv_fault is null and length(coalesce(c1, '')) >= 0") %}
        {% endif %}
    {% endif %}
    {{ return(
        '(select *, ' ~ spark_path('_metadata.file_path') ~ ' as raw_path from ' ~ source
        ~ (' where ' ~ conditions | join(' and ') if conditions) ~ ') as raw_lines'
    ) }}
{% endmacro %}
