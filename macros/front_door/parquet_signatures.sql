{% macro parquet_signatures(files) %}
    {% if not files %}{{ return({}) }}{% endif %}
    {{ return(adapter.dispatch('parquet_signatures', 'idic')(files)) }}
{% endmacro %}

{% macro duckdb__parquet_signatures(files) %}
    {% set signatures = {} %}
    {% set paths = files | map(attribute='path') | list %}
    {% for row in run_query(
        'select file_name, string_agg(concat_ws(' ~ quoted(' ') ~ ', name, type,'
        ~ ' converted_type, logical_type, scale, precision, num_children), '
        ~ quoted(', ') ~ ' order by column_id)'
        ~ ' from parquet_schema([' ~ globbed(paths) ~ ']) group by file_name'
    ).rows %}
        {% do signatures.update({row[0]: row[1]}) %}
    {% endfor %}
    {{ return(signatures) }}
{% endmacro %}

{% macro spark__parquet_signatures(files) %}
    {% set signatures = {} %}
    {% for file in files %}
        {% set columns = [] %}
        {% for row in run_query(
            'describe select * from parquet.`' ~ spark_globbed([file]) ~ '`'
        ).rows %}
            {% do columns.append(row[0] ~ ' ' ~ row[1]) %}
        {% endfor %}
        {% do signatures.update({file.path: columns | join(', ')}) %}
    {% endfor %}
    {{ return(signatures) }}
{% endmacro %}
