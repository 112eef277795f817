{% macro duckdb_note_broken_lines(files) %}
    {% for file in files %}
        {% do run_query(
            'delete from raw.broken_lines where file = ' ~ quoted(file.file)
        ) %}
        {% if file.broken_line_count %}
            {% do run_query(
                'insert into raw.broken_lines'
                ~ ' select ' ~ quoted(file.table_name) ~ ', ' ~ quoted(file.file) ~ ', faults.line,'
                ~ ' min(faults.error_message),'
                ~ " min(trim(faults.csv_line, e'\\r\\n'))"
                ~ ' from reject_errors as faults inner join reject_scans as scans'
                ~ ' on faults.scan_id = scans.scan_id and faults.file_id = scans.file_id'
                ~ " where trim(faults.csv_line, e' \\t\\r\\n') <> ''"
                ~ ' and scans.file_path = ' ~ quoted(file.path)
                ~ ' group by faults.line'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
