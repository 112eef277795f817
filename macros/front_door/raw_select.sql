{% macro raw_select(table, readers) %}
    {% set names = table.columns.keys() | list %}
    {% set selects = [] %}
    {% for reader in readers %}
        {% set found = {} %}
        {% for column in run_query('describe select * from ' ~ reader.from).rows %}
            {% do found.update({
                column[0] | trim | lower: raw_text(adapter.quote(column[0]), column[1])
            }) %}
        {% endfor %}
        {% do require_columns(table, found, reader.place) %}
        {% for name in found if name not in names %}
            {% do exceptions.warn(
                reader.place ~ ": column '" ~ name ~ "' is not in the contract of "
                ~ table.name ~ " and is ignored."
            ) %}
        {% endfor %}
        {% set columns = [] %}
        {% for name in names %}
            {% do columns.append(
                found.get(name, 'cast(null as string)') ~ ' as ' ~ name
            ) %}
        {% endfor %}
        {% do selects.append('select ' ~ columns | join(', ') ~ ' from ' ~ reader.from) %}
    {% endfor %}
    {% if not selects %}
        {% set columns = [] %}
        {% for name in names %}
            {% do columns.append('cast(null as string) as ' ~ name) %}
        {% endfor %}
        {% do selects.append('select ' ~ columns | join(', ') ~ ' where 1 = 0') %}
    {% endif %}
    {{ return(selects | join(' union all ')) }}
{% endmacro %}
