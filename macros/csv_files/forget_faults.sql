{% macro forget_faults() %}
    {{ adapter.dispatch('forget_faults', 'idic')() }}
{% endmacro %}

{% macro spark__forget_faults() %}
    {#- The tables only point to the files, which stay. -#}
    {% for name in run_query("show tables in raw like 'csv_*'").columns['tableName'].values()
        if modules.re.fullmatch('csv_[0-9a-f]{32}', name) %}
        {% do run_query('drop table raw.' ~ name) %}
    {% endfor %}
{% endmacro %}

{% macro duckdb__forget_faults() %}
    {% do run_query('drop table if exists reject_errors') %}
    {% do run_query('drop table if exists reject_scans') %}
{% endmacro %}
