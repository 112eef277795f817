{% macro raw_files() %}
    {% if setting('raw_schema') %}{{ return([]) }}{% endif %}
    {{ return(adapter.dispatch('raw_files', 'idic')()) }}
{% endmacro %}

{% macro duckdb__raw_files() %}
    {% set found = run_query(
        "select file from glob(" ~ quoted(raw_folder() ~ '/**') ~ ") order by file"
    ) %}
    {% set paths = [] %}
    {% for file in found.columns[0].values() %}
        {% do paths.append(file[raw_folder() | length + 1:]) %}
    {% endfor %}
    {{ return(paths) }}
{% endmacro %}
