{% macro is_windows_1252(file) %}
    {{ return(adapter.dispatch('is_windows_1252', 'idic')(file)) }}
{% endmacro %}

{% macro duckdb__is_windows_1252(file) %}
    {#- Of a compressed file the bytes cannot be seen: the engine will say. -#}
    {% if file.path.endswith('.gz') %}{{ return(false) }}{% endif %}
    {#- A blob shows its bytes beyond ASCII as \x80 to \xFF; Latin-1 has no letter below \xA0. -#}
    {{ return(
        run_query(
            "select contains(cast(content as varchar), '\\x8')"
            ~ " or contains(cast(content as varchar), '\\x9')"
            ~ ' from read_blob(' ~ globbed([file.path]) ~ ')'
        ).columns[0].values()[0]
    ) }}
{% endmacro %}

{% macro spark__is_windows_1252(file) %}
    {{ return(
        run_query(
            "select coalesce(bool_or(hex(value) rlike '^(..)*[89]'), false) from "
            ~ spark_bytes([file])
        ).columns[0].values()[0]
    ) }}
{% endmacro %}
