{% macro understood_files(tables, found) %}
    {% do forget_broken_lines() %}
    {% set files = [] %}
    {% for table in tables %}
        {% set own = raw_relations(table.name) %}
        {% do own.extend(parquet_files(table.name, table_files(table.name, 'parquet', found))) %}
        {% do own.extend(csv_files(table.name, table_files(table.name, 'csv', found))) %}
        {% for file in own if not file.problem %}
            {% do file.update({'problem': column_problem(table, file)}) %}
        {% endfor %}
        {% set sound = own | rejectattr('problem') | list %}
        {% do measure_csv_files(sound | selectattr('format', 'equalto', 'csv') | list) %}
        {% do find_value_forms(table, sound | rejectattr('problem') | list) %}
        {% do files.extend(own) %}
    {% endfor %}
    {{ return(files) }}
{% endmacro %}
