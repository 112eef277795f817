{% macro require_core(files) %}
    {% set mounted = files | map(attribute='table_name') | list %}
    {% if 'contacts' not in mounted and 'orders' not in mounted %}
        {{ exceptions.raise_compiler_error(
            "No contacts and no orders in " ~ raw_place() ~ ". Put contacts.parquet, "
            ~ "contacts.csv, orders.parquet or orders.csv there, or point the setting "
            ~ "IDIC_RAW at the folder that holds them."
        ) }}
    {% endif %}
{% endmacro %}
