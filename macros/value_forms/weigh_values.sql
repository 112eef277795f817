{% macro weigh_values(files) %}
    {% set by_path = {} %}
    {% for file in files %}{% do by_path.update({file.path: file}) %}{% endfor %}
    {% for row in run_query(value_evidence_sql(files)).rows %}
        {% do by_path[row[0]].update({'evidence': {
            'comma': row[1], 'dot': row[2], 'thousands': row[3],
            'day_first': row[4], 'month_first': row[5],
            'slashed': row[6], 'dotted': row[7], 'year_first': row[8]
        }}) %}
    {% endfor %}
{% endmacro %}
