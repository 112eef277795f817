{% macro duckdb_csv_faults_sql() -%}
    with

    faults as ({{ duckdb_faults() }})

    select
        path,
        count(distinct case when not is_blank then line_number end) as broken_line_count,
        count(case when error_type = 'INVALID ENCODING' then 1 end) as encoding_faults,
        min(case when error_type = 'INVALID ENCODING' then line_number end)
            as encoding_line,
        count(case when error_type = 'UNQUOTED VALUE' and line like '%\"%' then 1 end)
            as escape_faults,
        min(
            case
                when error_type = 'LINE SIZE OVER MAXIMUM'
                    or (error_type = 'UNQUOTED VALUE' and contains(trim(line, e'\r\n'), chr(10)))
                    then line_number
            end
        ) as endless_line
    from faults
    group by path
{%- endmacro %}
