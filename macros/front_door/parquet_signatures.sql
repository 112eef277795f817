{% macro parquet_signatures(paths) %}
    {% if not paths %}{{ return({}) }}{% endif %}
    {{ return(adapter.dispatch('parquet_signatures', 'idic')(paths)) }}
{% endmacro %}

{% macro duckdb__parquet_signatures(paths) %}
    {% set signatures = {} %}
    {% for row in run_query(
        'select file_name, cast(list([name, type, converted_type]) as string)'
        ~ ' from parquet_schema([' ~ globbed(paths) ~ ']) group by file_name'
    ).rows %}
        {% do signatures.update({row[0]: row[1]}) %}
    {% endfor %}
    {{ return(signatures) }}
{% endmacro %}
