{% macro forget_broken_lines() %}
    {% do forget_faults() %}
    {#- Two statements: not every engine replaces a table. -#}
    {% do run_query('drop table if exists raw.broken_lines') %}
    {% do run_query(
        'create table raw.broken_lines (table_name string, file string,'
        ~ ' line_number bigint, fault string, line string)'
    ) %}
{% endmacro %}
