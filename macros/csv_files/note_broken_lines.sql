{% macro note_broken_lines(files) %}
    {{ adapter.dispatch('note_broken_lines', 'idic')(files) }}
{% endmacro %}

{% macro duckdb__note_broken_lines(files) %}
    {#- Noted at each measuring: the next one forgets the faults. -#}
{% endmacro %}

{% macro spark__note_broken_lines(files) %}
    {#- Spark refuses a query that asks for faults alone, so a cell is asked for too. -#}
    {% for file in files if file.broken_line_count %}
        {% do run_query(
            'insert into raw.broken_lines'
            ~ ' select ' ~ quoted(file.table_name) ~ ', ' ~ quoted(file.file) ~ ', line_number, '
            ~ quoted('The line does not have ' ~ file.cell_count ~ ' cells.') ~ ', line'
            ~ ' from (' ~ spark_csv_lines(file) ~ ') as numbered where line in'
            ~ " (select split_part(csv_fault, '\\n', 1) from "
            ~ raw_relation([file], keep_faults=true)
            ~ " where csv_fault is not null and length(coalesce(c1, '')) >= 0)"
        ) %}
    {% endfor %}
{% endmacro %}
