{% macro duckdb_keep_faults(files) %}
    {% for file in files if file.broken_line_count or file.has_noted_lines %}
        {% do file.update({'has_noted_lines': true}) %}
        {% do run_query(
            'delete from raw.broken_lines where file = ' ~ quoted(file.file)
        ) %}
        {% do run_query(
            'insert into raw.broken_lines'
            ~ ' select ' ~ quoted(file.table_name) ~ ', ' ~ quoted(file.file) ~ ', line_number,'
            ~ " min(error_message), min(trim(line, e'\\r\\n'))"
            ~ ' from (' ~ duckdb_faults() ~ ') as faults'
            ~ ' where not is_blank and path = ' ~ quoted(file.path)
            ~ ' group by line_number'
        ) %}
    {% endfor %}
{% endmacro %}
