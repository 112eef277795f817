{% macro mount_raw() %}
    {% if execute and flags.WHICH in ['build', 'run', 'seed', 'test', 'compile'] %}
        {% if setting('raw_schema') | lower == 'raw' %}
            {{ exceptions.raise_compiler_error(
                "IDIC_RAW_SCHEMA is 'raw', where the warehouse mounts its own views. Put the "
                ~ "tables into a schema of another name and point the setting there."
            ) }}
        {% endif %}
        {% set files = raw_files() %}
        {% set mounted = [] %}
        {% set read = [] %}
        {% do run_query('create schema if not exists raw') %}
        {% set tables = graph.sources.values()
            | selectattr('source_name', 'equalto', 'raw') | list %}
        {% do note_contract(tables) %}
        {% for table in tables %}
            {% set readers = raw_readers(table.name, files) %}
            {% if readers %}{% do mounted.append(table.name) %}{% endif %}
            {% for reader in readers %}{% do read.extend(reader.files) %}{% endfor %}
            {% do run_query(
                'create or replace view raw.' ~ table.name ~ ' as '
                ~ raw_select(table, readers)
            ) %}
        {% endfor %}
        {% do warn_of_unknown_files(files | reject('in', read) | list) %}
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
