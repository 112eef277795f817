{% macro is_mostly_utf_8(file) %}
    {{ return(adapter.dispatch('is_mostly_utf_8', 'idic')(file)) }}
{% endmacro %}

{% macro duckdb__is_mostly_utf_8(file) %}
    {% set sound = run_query(
        'select count(case when strlen(line) > length(line) then 1 end) from ' ~ duckdb_csv_lines(file)
    ).columns[0].values()[0] %}
    {{ return(10 * sound >= file.encoding_faults) }}
{% endmacro %}

{% macro spark__is_mostly_utf_8(file) %}
    {{ return(10 * file.sound_line_count >= file.encoding_faults) }}
{% endmacro %}
