{#-
    Creates the tables of source `ledger` that are absent, as its YAML describes
    them. Ledgers hold what was really decided: nothing drops them.
-#}
{% macro create_ledgers() %}
    {% if execute and flags.WHICH in ['build', 'run', 'seed', 'test', 'compile'] %}
        {% for table in graph.sources.values() if table.source_name == 'ledger' %}
            {% set relation = source('ledger', table.name) %}
            {% do adapter.create_schema(relation) %}
            {% set columns = [] %}
            {% for column in table.columns.values() %}
                {% do columns.append(column.name ~ ' ' ~ column.data_type) %}
            {% endfor %}
            {% do run_query(
                'create table if not exists ' ~ relation
                ~ ' (' ~ columns | join(', ') ~ ')'
                ~ ledger_partition(table.config.meta.get('partition_by'))
            ) %}
        {% endfor %}
    {% endif %}
{% endmacro %}
