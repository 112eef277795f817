{% macro parquet_signatures(paths) %}
    {% if not paths %}{{ return({}) }}{% endif %}
    {{ return(adapter.dispatch('parquet_signatures', 'idic')(paths)) }}
{% endmacro %}

{% macro duckdb__parquet_signatures(paths) %}
    {% set signatures = {} %}
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
