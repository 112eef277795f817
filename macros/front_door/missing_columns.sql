{% macro missing_columns(file) %}
    {{ return(
        contract_column_names(file.table_name) | reject('in', file.columns) | list
    ) }}
{% endmacro %}
