{% macro raw_relations(table_name) %}
    {% if not setting('raw_schema') %}{{ return([]) }}{% endif %}
    {% if setting('raw_schema') | lower == 'raw' %}
        {{ exceptions.raise_compiler_error(
            "IDIC_RAW_SCHEMA is 'raw', where the warehouse mounts its own views. Put the "
            ~ "tables into a schema of another name and point the setting there."
        ) }}
    {% endif %}
    {% set relation = adapter.get_relation(
        target.database, setting('raw_schema'), table_name
    ) %}
    {% if not relation %}{{ return([]) }}{% endif %}
    {% set file = raw_file(table_name, relation | string, 'table') %}
    {% do describe_columns(file) %}
    {{ return([file]) }}
{% endmacro %}
