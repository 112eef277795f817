{% macro raw_select(table, files) %}
    {% set selects = [] %}
    {% for group in alike_files(files) %}
        {% set columns = [] %}
        {% for column in table.columns.values() %}
            {% set text = group[0].columns.get(column.name, 'cast(null as string)') %}
            {% if column.name in group[0].texts %}
                {% set text = in_contract_form(text, column.data_type, group[0]) %}
            {% endif %}
            {% do columns.append(text ~ ' as ' ~ column.name) %}
        {% endfor %}
        {% do selects.append(
            'select ' ~ columns | join(', ') ~ ' from ' ~ raw_relation(group)
        ) %}
    {% endfor %}
    {% if not selects %}
        {% set columns = [] %}
        {% for name in table.columns %}
            {% do columns.append('cast(null as string) as ' ~ name) %}
        {% endfor %}
        {% do selects.append('select ' ~ columns | join(', ') ~ ' where 1 = 0') %}
    {% endif %}
    {{ return(selects | join(' union all ')) }}
{% endmacro %}
