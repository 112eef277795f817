{% macro value_flags(file) %}
    {{ return(
        counted_values(value_columns(file, 'number'), "{} like '%,%'") ~ ', '
        ~ counted_values(value_columns(file, 'date'), "{} not like '____-%'")
    ) }}
{% endmacro %}
