{% macro spark__load_csv_rows(model, agate_table) %}
    {#- dbt-spark 1.11 writes the text None for a null and leaves quotes in a text as they are. -#}
    {% set types = model.config.get('column_types', {}) %}
    {% set statements = [] %}
    {% for chunk in agate_table.rows | batch(1000) %}
        {% set rows = [] %}
        {% for row in chunk %}
            {% set cells = [] %}
            {% for name in agate_table.column_names %}
                {% set type = types.get(name, adapter.convert_type(agate_table, loop.index0)) %}
                {% set text = 'null' if row[name] is none else quoted(row[name] | string) %}
                {% do cells.append('cast(' ~ text ~ ' as ' ~ type ~ ')') %}
            {% endfor %}
            {% do rows.append('(' ~ cells | join(', ') ~ ')') %}
        {% endfor %}
        {% set statement = 'insert into ' ~ this ~ ' values ' ~ rows | join(', ') %}
        {% do adapter.add_query(statement, abridge_sql_log=True) %}
        {% do statements.append(statement) %}
    {% endfor %}
    {{ return(statements[0]) }}
{% endmacro %}
