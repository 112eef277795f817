{% macro spark_csv_lines(file) -%}
    select
        line_index + 1 as line_number,
        line
    from (
        select split({{ spark_decoded(file) }}, r'\r\n|\n|\r') as lines
        from {{ spark_bytes([file], is_whole=true) }}
    ) as content
    lateral view posexplode(lines) as line_index, line
{%- endmacro %}
