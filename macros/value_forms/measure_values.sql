{% macro measure_values(files) %}
    {% set by_path = {} %}
    {% for file in files %}{% do by_path.update({file.path: file}) %}{% endfor %}
    {% for row in run_query(
        'select ' ~ raw_path(files) ~ ', count(*), ' ~ value_flags(files[0])
        ~ ' from ' ~ raw_relation(files) ~ ' group by 1'
    ).rows %}
        {% do by_path[row[0]].update({
            'row_count': row[1], 'number_flags': row[2], 'date_flags': row[3]
        }) %}
    {% endfor %}
{% endmacro %}
