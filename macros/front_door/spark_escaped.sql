{% macro spark_escaped(path) %}
    {{ return(modules.re.sub('([\\\\*?\\[\\]{},])', '\\\\\\1', path)) }}
{% endmacro %}
