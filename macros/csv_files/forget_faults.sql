{% macro forget_faults() %}
    {{ adapter.dispatch('forget_faults', 'idic')() }}
{% endmacro %}

{% macro default__forget_faults() %}
{% endmacro %}

{% macro duckdb__forget_faults() %}
    {% do run_query('drop table if exists reject_errors') %}
    {% do run_query('drop table if exists reject_scans') %}
{% endmacro %}
