{% macro forget_broken_lines() %}
    {% do forget_faults() %}
    {% do run_query(
        'create or replace table raw.broken_lines (table_name string, file string,'
        ~ ' line_number bigint, fault string, line string)'
    ) %}
{% endmacro %}
