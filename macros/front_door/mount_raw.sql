{% macro mount_raw() %}
    {% if execute and reads_raw(selected_resources) %}
        {% set tables = graph.sources.values()
            | selectattr('source_name', 'equalto', 'raw') | list %}
        {% do run_query('create schema if not exists raw') %}
        {% do note_contract(tables) %}
        {% set found = raw_files() %}
        {% set files = understood_files(tables, found) %}
        {% do note_raw_files(files) %}
        {% do refuse_problems(files) %}
        {% for table in tables %}
            {% do run_query(
                'create or replace view raw.' ~ table.name ~ ' as ' ~ raw_select(
                    table, files | selectattr('table_name', 'equalto', table.name) | list
                )
            ) %}
        {% endfor %}
        {% do warn_of_ignored_columns(files) %}
        {% do warn_of_unknown_files(
            found | reject('in', files | map(attribute='file') | list) | list
        ) %}
        {% if flags.WHICH in ['build', 'run'] and not flags.EMPTY %}
            {% do require_core(files) %}
        {% endif %}
    {% endif %}
{% endmacro %}
