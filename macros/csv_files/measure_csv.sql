{% macro measure_csv(files) %}
    {{ return(adapter.dispatch('measure_csv', 'idic')(files)) }}
{% endmacro %}

{% macro duckdb__measure_csv(files) %}
    {% do forget_faults() %}
    {% set by_path = {} %}
    {% for file in files %}
        {% do by_path.update({file.path: file}) %}
        {% do file.update({
            'row_count': 0, 'broken_line_count': 0, 'is_faulty': false, 'endless_line': none,
            'encoding_faults': 0, 'encoding_line': none, 'escape_faults': 0
        }) %}
    {% endfor %}
    {#- Only cells that are asked for are decoded, and only then found unreadable. -#}
    {% set cells = [] %}
    {% for number in range(1, files[0].cell_count + 1) %}
        {% do cells.append('count(c' ~ number ~ ')') %}
    {% endfor %}
    {% for row in run_query(
        'select ' ~ raw_path(files) ~ ', count(*), ' ~ value_flags(files[0]) ~ ', '
        ~ cells | join(' + ') ~ ' from ' ~ raw_relation(files, keep_faults=true)
        ~ ' group by 1'
    ).rows %}
        {% do by_path[row[0]].update({
            'row_count': row[1], 'number_flags': row[2], 'date_flags': row[3]
        }) %}
    {% endfor %}
    {% for row in run_query(duckdb_csv_faults_sql()).rows %}
        {% do by_path[row[0]].update({
            'is_faulty': true, 'broken_line_count': row[1], 'encoding_faults': row[2],
            'encoding_line': row[3], 'escape_faults': row[4], 'endless_line': row[5]
        }) %}
    {% endfor %}
    {% do duckdb_keep_faults(files) %}
{% endmacro %}

{% macro spark__measure_csv(files) %}
    {% do spark_measure_lines(files) %}
    {% for group in alike_files(files) %}
        {% set by_path = {} %}
        {% for file in group %}{% do by_path.update({file.path: file}) %}{% endfor %}
        {% set cells = [] %}
        {% for number in range(1, group[0].cell_count + 1) %}
            {% do cells.append('c' ~ number) %}
        {% endfor %}
        {% for row in run_query(
            'select raw_path, count(case when csv_fault is null then 1 end), '
            ~ value_flags(group[0]) ~ ', count(csv_fault), coalesce(bool_or(contains(concat_ws('
            ~ "'', csv_fault, " ~ cells | join(', ') ~ "), '\\n')), false)"
            ~ ' from ' ~ raw_relation(group, keep_faults=true) ~ ' group by raw_path'
        ).rows %}
            {% set file = by_path[row[0]] %}
            {% do file.update({
                'row_count': row[1], 'number_flags': row[2], 'date_flags': row[3],
                'broken_line_count': row[4], 'is_faulty': row[4] > 0,
                'endless_line': spark_endless_line(file) if row[5] and file.has_odd_quotes
            }) %}
        {% endfor %}
    {% endfor %}
{% endmacro %}
