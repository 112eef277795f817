{% macro mount_raw() %}
    {% if execute and flags.WHICH in ['build', 'run', 'seed', 'test', 'compile'] %}
        {% set tables = graph.sources.values()
            | selectattr('source_name', 'equalto', 'raw') | list %}
        {% set mounted = [] %}
        {% do run_query('create schema if not exists raw') %}
        {% for table in tables %}
            {% set readers = raw_readers(table.name) %}
            {% if readers %}{% do mounted.append(table.name) %}{% endif %}
            {% do run_query(
                'create or replace view raw.' ~ table.name ~ ' as '
                ~ raw_select(table, readers)
            ) %}
        {% endfor %}
        {% do warn_of_unknown_files(tables | map(attribute='name') | list) %}
        {% set reads_data = flags.WHICH in ['build', 'run'] and not flags.EMPTY %}
        {% if reads_data and 'contacts' not in mounted and 'orders' not in mounted %}
            {{ exceptions.raise_compiler_error(
                "No contacts and no orders in " ~ raw_place() ~ ". Put contacts.parquet, "
                ~ "contacts.csv, orders.parquet or orders.csv there, or point the setting "
                ~ "IDIC_RAW at the folder that holds them."
            ) }}
        {% endif %}
    {% endif %}
{% endmacro %}
