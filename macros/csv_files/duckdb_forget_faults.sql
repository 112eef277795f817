{% macro duckdb_forget_faults() %}
    {% do run_query('drop table if exists reject_errors') %}
    {% do run_query('drop table if exists reject_scans') %}
{% endmacro %}
