{% macro raw_file(table_name, file, format) %}
    {{ return({
        'table_name': table_name,
        'file': file,
        'path': file if format == 'table' else raw_folder() ~ '/' ~ file,
        'format': format,
        'columns': {},
        'texts': [],
        'signature': none,
        'encoding': none,
        'delimiter': none,
        'quote': none,
        'escape': none,
        'header_line': 0,
        'cell_count': 0,
        'row_count': none,
        'broken_line_count': 0,
        'is_faulty': false,
        'is_multi_line': false,
        'number_form': none,
        'date_form': none,
        'problem': none
    }) }}
{% endmacro %}
