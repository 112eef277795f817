{% macro weigh_values(files, with_numbers, with_dates) %}
    {% set by_path = {} %}
    {% for file in files %}{% do by_path.update({file.path: file}) %}{% endfor %}
    {% for row in run_query(
        value_evidence_sql(files, with_numbers, with_dates)
    ).rows %}
        {% do by_path[row[0]].update({'evidence': {
            'comma': row[1], 'dot': row[2], 'thousands': row[3], 'either': row[4],
            'day_first': row[5], 'month_first': row[6],
            'slashed': row[7], 'dotted': row[8], 'year_first': row[9]
        }}) %}
    {% endfor %}
{% endmacro %}
