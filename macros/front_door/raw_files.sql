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
