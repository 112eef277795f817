{% macro csv_head(file) %}
    {{ return(adapter.dispatch('csv_head', 'idic')(file)) }}
{% endmacro %}

{% macro duckdb__csv_head(file) %}
    {% if file.encoding != 'utf-8' %}{% do forget_faults() %}{% endif %}
    {% set lines = run_query(
        'select line from ' ~ duckdb_csv_lines(file) ~ ' limit 20'
    ).columns[0].values() | list %}
    {#- A line that is not of the encoding is among the faults, unreadable bytes as ?. -#}
    {% for fault in run_query(
        'select line_number, min(line) from (' ~ duckdb_faults() ~ ') as faults'
        ~ ' where line_number <= 20 and path = ' ~ quoted(file.path)
        ~ ' group by line_number order by line_number'
    ).rows %}
        {% do lines.insert((fault[0] | int) - 1, fault[1]) %}
    {% endfor %}
    {{ return(lines) }}
{% endmacro %}

{% macro spark__csv_head(file) %}
    {#- Only UTF-16 has to be read as a whole: half of a line end is no line end. -#}
    {% set lines = spark_csv_lines(file) if file.encoding == 'utf-16'
        else 'select ' ~ spark_decoded(file) ~ ' as line from ' ~ spark_bytes([file]) %}
    {{ return(run_query(
        "select translate(line, '\\uFFFD\\uFEFF', '?') from (" ~ lines ~ ') as head limit 20'
    ).columns[0].values() | list) }}
{% endmacro %}
