{#-
    Creates the tables of source `ledger` that are absent, as its YAML describes
    them, and adds the columns that a table of an older version lacks. Ledgers hold
    what was really decided: nothing drops them. A run with --empty would have no
    name for them, but a query of no rows.
-#}
{% macro create_ledgers() %}
    {% if execute and flags.WHICH in ['build', 'run', 'seed', 'test', 'compile'] %}
        {% for table in graph.sources.values() if table.source_name == 'ledger' %}
            {% set relation = source('ledger', table.name).replace(limit=none) %}
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
            {% set known = adapter.get_columns_in_relation(relation) %}
            {% set names = known | map(attribute='name') | map('lower') | list %}
            {% for column in table.columns.values() if column.name not in names %}
                {% do run_query(
                    'alter table ' ~ relation
                    ~ ' add column ' ~ column.name ~ ' ' ~ column.data_type
                ) %}
            {% endfor %}
        {% endfor %}
    {% endif %}
{% endmacro %}
