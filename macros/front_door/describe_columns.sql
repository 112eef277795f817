{% macro describe_columns(file) %}
    {% for column in run_query('describe select * from ' ~ raw_relation([file])).rows
        if column[0] != 'raw_path' %}
        {% set name = column[0] | trim | lower %}
        {% do file.columns.update({name: raw_text(adapter.quote(column[0]), column[1])}) %}
        {% if column[1] | lower in ['varchar', 'string'] %}
            {% do file.texts.append(name) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
