{% macro duckdb_faults() -%}
    select
        scans.file_path as path,
        faults.line as line_number,
        faults.csv_line as line,
        faults.error_type,
        faults.error_message,
        trim(faults.csv_line, e' \t\r\n') = '' as is_blank
    from reject_errors as faults
    inner join reject_scans as scans
        on faults.scan_id = scans.scan_id
        and faults.file_id = scans.file_id
{%- endmacro %}
