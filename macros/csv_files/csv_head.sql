{% macro csv_head(file, with_faults=false) %}
    {{ return(adapter.dispatch('csv_head', 'idic')(file, with_faults)) }}
{% endmacro %}

{% macro duckdb__csv_head(file, with_faults) %}
    {% set lines = run_query(
        'select line from ' ~ duckdb_csv_lines(file) ~ ' limit 20'
    ).columns[0].values() | list %}
    {% if with_faults %}
        {#- Lines that are not of the encoding are known when the whole file is read. -#}
        {% do forget_faults() %}
        {% do run_query('select count(line) from ' ~ duckdb_csv_lines(file)) %}
        {% for fault in run_query(
            'select line_number, min(line) from (' ~ duckdb_faults() ~ ') as faults'
            ~ ' where line_number <= 20 group by line_number order by line_number'
        ).rows %}
            {% do lines.insert((fault[0] | int) - 1, fault[1]) %}
        {% endfor %}
    {% endif %}
    {{ return(lines) }}
{% endmacro %}

{% macro spark__csv_head(file, with_faults) %}
    {#- Only UTF-16 has to be read as a whole: half of a line end is no line end. -#}
    {% set lines = spark_csv_lines(file) if file.encoding == 'utf-16'
        else 'select ' ~ spark_decoded(file) ~ ' as line from ' ~ spark_bytes([file]) %}
    {{ return(run_query(
        "select translate(line, '\\uFFFD\\uFEFF', '?') from (" ~ lines ~ ') as head limit 20'
    ).columns[0].values() | list) }}
{% endmacro %}
