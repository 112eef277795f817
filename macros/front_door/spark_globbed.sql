{% macro spark_globbed(files) %}
    {#- One pattern for all: the raw folder, and within braces what lies in it. -#}
    {% set names = [] %}
    {% for file in files %}
        {% do names.append(spark_escaped(file.file)) %}
    {% endfor %}
    {{ return(
        spark_escaped(raw_folder()) ~ '/'
        ~ (names[0] if names | length == 1 else '{' ~ names | join(',') ~ '}')
    ) }}
{% endmacro %}
