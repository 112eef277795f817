{% macro has_surrogates(file) %}
    {{ return(adapter.dispatch('has_surrogates', 'idic')(file)) }}
{% endmacro %}

{% macro default__has_surrogates(file) %}
    {{ return(false) }}
{% endmacro %}

{% macro duckdb__has_surrogates(file) %}
    {#- Of a compressed file the bytes cannot be seen: the engine will say. -#}
    {% if file.path.endswith('.gz') %}{{ return(false) }}{% endif %}
    {#- A blob shows its bytes beyond ASCII as \x80 to \xFF: the high bytes of a pair. -#}
    {{ return(
        run_query(
            "select regexp_matches(cast(content as varchar),"
            ~ " '\\\\xD[89AB](\\\\x[0-9A-F]{2}|.)\\\\xD[C-F]')"
            ~ ' from read_blob(' ~ globbed([file.path]) ~ ')'
        ).columns[0].values()[0]
    ) }}
{% endmacro %}
