{% macro note_contract(tables) %}
    {% set contract = {} %}
    {% for table in tables %}
        {% set columns = {} %}
        {% for column in table.columns.values() %}
            {% do columns.update({column.name: {
                'name': column.name,
                'data_type': column.data_type,
                'config': {'meta': column.config.meta}
            }}) %}
        {% endfor %}
        {% do contract.update({table.name: {
            'name': table.name,
            'config': {'meta': table.config.meta},
            'columns': columns
        }}) %}
    {% endfor %}
    {% do note_down('contract', 'select ' ~ quoted(tojson(contract)) ~ ' as declaration') %}
{% endmacro %}
