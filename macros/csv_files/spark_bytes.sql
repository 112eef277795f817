{% macro spark_bytes(files, is_whole=false) %}
    {{ return(
        'text.`' ~ spark_globbed(files) ~ "` with ('wholetext' = '" ~ is_whole | lower ~ "')"
    ) }}
{% endmacro %}
