{% macro csv_head(file) %}
    {{ return(adapter.dispatch('csv_head', 'idic')(file)) }}
{% endmacro %}

{% macro duckdb__csv_head(file) %}
    {% do duckdb_forget_faults() %}
    {% set lines = run_query(
        'select line from ' ~ duckdb_csv_lines(file) ~ ' limit 20'
    ).columns[0].values() | list %}
    {#- A line that is not of the encoding is among the faults, unreadable bytes as ?. -#}
    {% for fault in run_query(
        'select line, min(csv_line) from reject_errors where line <= 20'
        ~ ' group by line order by line'
    ).rows %}
        {% do lines.insert((fault[0] | int) - 1, fault[1]) %}
    {% endfor %}
    {{ return(lines) }}
{% endmacro %}
