{% macro spark_csv_table(files) %}
    {% set like = files[0] %}
    {% set columns = [] %}
    {% for number in range(1, like.cell_count + 1) %}
        {% do columns.append('c' ~ number ~ ' string') %}
    {% endfor %}
    {% set options = [] %}
    {% for name, value in {
        'path': spark_globbed(files), 'header': 'true', 'delimiter': like.delimiter,
        'quote': like.quote, 'escape': like.escape, 'encoding': spark_encoding(like),
        'multiLine': like.is_multi_line | lower, 'mode': 'PERMISSIVE',
        'columnNameOfCorruptRecord': 'csv_fault'
    }.items() %}
        {% do options.append(name ~ ' ' ~ quoted(value)) %}
    {% endfor %}
    {% set definition = columns | join(', ') ~ ', csv_fault string) using csv options ('
        ~ options | join(', ') ~ ')' %}
    {% set name = 'raw.csv_' ~ local_md5(definition) %}
    {% do run_query('create table if not exists ' ~ name ~ ' (' ~ definition) %}
    {{ return(name) }}
{% endmacro %}
