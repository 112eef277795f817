{% macro spark_measure_lines(files) %}
    {% set by_path = {} %}
    {% for file in files %}
        {% do by_path.update({file.path: file}) %}
        {% do file.update({
            'row_count': 0, 'broken_line_count': 0, 'is_faulty': false, 'endless_line': none,
            'encoding_faults': 0, 'encoding_line': none, 'escape_faults': 0,
            'has_odd_quotes': false, 'is_multi_line': file.encoding == 'utf-16'
        }) %}
    {% endfor %}
    {% if files[0].encoding == 'utf-16' %}{{ return(none) }}{% endif %}
    {% set quotes = 'length(value) - length(replace(value, ' ~ quoted(files[0].quote) ~ ", ''))" %}
    {% for row in run_query(
        'select ' ~ spark_path('_metadata.file_path') ~ ' as path,'
        ~ ' count_if(not is_valid_utf8(value)),'
        ~ ' count_if(is_valid_utf8(value) and octet_length(value) > length(value)),'
        ~ " count_if(contains(value, '\\\\\"')),"
        ~ ' count_if((' ~ quotes ~ ') % 2 = 1)'
        ~ ' from ' ~ spark_bytes(files) ~ ' group by 1'
    ).rows %}
        {#- Only a quote that is open at the end of its line makes a file one piece. -#}
        {% do by_path[row[0]].update({
            'encoding_faults': row[1], 'sound_line_count': row[2], 'escape_faults': row[3],
            'is_multi_line': row[4] > 0, 'has_odd_quotes': row[4] % 2 == 1
        }) %}
    {% endfor %}
    {% for file in files if file.encoding_faults and file.encoding == 'utf-8' %}
        {% do file.update({'encoding_line': run_query(
            'select min(line_number) from (' ~ spark_csv_lines(file)
            ~ ") as numbered where contains(line, '\\uFFFD')"
        ).columns[0].values()[0]}) %}
    {% endfor %}
{% endmacro %}
