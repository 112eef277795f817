{% macro ignored_columns(file) %}
    {{ return(
        file.columns.keys() | select
        | reject('in', contract_column_names(file.table_name)) | list
    ) }}
{% endmacro %}
