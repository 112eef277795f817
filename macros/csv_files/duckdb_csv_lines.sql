{% macro duckdb_csv_lines(file) %}
    {{ return(
        'read_csv(' ~ globbed([file.path]) ~ ', auto_detect = false, header = false,'
        ~ " columns = {'line': 'varchar'}, delim = '\x01', quote = '', escape = '',"
        ~ ' strict_mode = false, parallel = false, store_rejects = true,'
        ~ ' max_line_size = 32000000, buffer_size = 32000000,'
        ~ ' encoding = ' ~ quoted(file.encoding) ~ ')'
    ) }}
{% endmacro %}
