{% macro duckdb_csv_faults_sql() -%}
    with

    faults as (

        select
            scans.file_path as path,
            faults.line as line_number,
            faults.csv_line as line,
            faults.error_type,
            trim(faults.csv_line, e' \t\r\n') = '' as is_blank
        from reject_errors as faults
        inner join reject_scans as scans
            on faults.scan_id = scans.scan_id
            and faults.file_id = scans.file_id

    )

    select
        path,
        count(distinct case when not is_blank then line_number end) as broken_line_count,
        count(case when error_type = 'INVALID ENCODING' then 1 end) as encoding_faults,
        count(case when error_type = 'UNQUOTED VALUE' and line like '%\"%' then 1 end)
            as escape_faults,
        min(
            case
                when error_type = 'LINE SIZE OVER MAXIMUM'
                    or (error_type = 'UNQUOTED VALUE' and contains(line, chr(10)))
                    then line_number
            end
        ) as endless_line
    from faults
    group by path
{%- endmacro %}
