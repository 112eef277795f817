{% macro raw_files() %}
    {% if setting('raw_schema') %}{{ return([]) }}{% endif %}
    {{ return(adapter.dispatch('raw_files', 'idic')()) }}
{% endmacro %}

{% macro duckdb__raw_files() %}
    {#- Two patterns: alone, ** passes by files and folders that are links. -#}
    {% set paths = [] %}
    {% for pattern in ['/*', '/*/**'] %}
        {% set found = run_query(
            'select file from glob(' ~ globbed([raw_folder()]) ~ ' || ' ~ quoted(pattern) ~ ')'
        ) %}
        {% for file in found.columns[0].values() %}
            {% do paths.append(file.split(raw_folder() ~ '/', 1)[1]) %}
        {% endfor %}
    {% endfor %}
    {{ return(paths | sort) }}
{% endmacro %}

{% macro spark__raw_files() %}
    {% do run_query(
        'create or replace temporary view raw_listing using binaryFile options (path '
        ~ quoted(raw_folder()) ~ ", recursiveFileLookup 'true')"
    ) %}
    {% set paths = [] %}
    {#- Spark tells paths as addresses: with a scheme, and with blanks as %20. -#}
    {% for path in run_query(
        'select ' ~ spark_path('path') ~ ' from raw_listing'
    ).columns[0].values() %}
        {% do paths.append(path.split(raw_folder() ~ '/', 1)[1]) %}
    {% endfor %}
    {{ return(paths | sort) }}
{% endmacro %}
