{% macro note_raw_files(files) %}
    {% set columns = [
        'table_name', 'file', 'format', 'encoding', 'delimiter', 'quote', 'number_form',
        'date_form', 'row_count', 'broken_line_count', 'missing_columns', 'ignored_columns',
        'problem'
    ] %}
    {% set rows = [] %}
    {% for file in files or [{}] %}
        {% set lists = {} if not file else {
            'missing_columns': missing_columns(file) | join(', '),
            'ignored_columns': ignored_columns(file) | join(', ')
        } %}
        {% set values = [] %}
        {% for column in columns %}
            {% set value = lists.get(column, file.get(column)) %}
            {% set text = 'null' if value is none else quoted(value | string) %}
            {% set type = 'bigint' if column.endswith('_count') else 'string' %}
            {% do values.append('cast(' ~ text ~ ' as ' ~ type ~ ') as ' ~ column) %}
        {% endfor %}
        {% do rows.append('select ' ~ values | join(', ') ~ (' where 1 = 0' if not file)) %}
    {% endfor %}
    {% do note_down('files', rows | join(' union all ')) %}
{% endmacro %}
