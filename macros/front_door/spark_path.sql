{% macro spark_path(address) %}
    {#- Spark tells a file by its address: with a scheme, and a blank as %20. -#}
    {{ return(
        "regexp_replace(url_decode(replace(" ~ address ~ ", '+', '%2B')), '^file:/+', '/')"
    ) }}
{% endmacro %}
