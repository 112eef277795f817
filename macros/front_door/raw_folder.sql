{% macro raw_folder() -%}
    {{ return(adapter.dispatch('raw_folder', 'idic')(setting('raw', 'raw').rstrip('/'))) }}
{%- endmacro %}

{% macro duckdb__raw_folder(folder) -%}
    {{ return(folder) }}
{%- endmacro %}

{% macro spark__raw_folder(folder) -%}
    {#- Spark tells the whole path of a file, however it was asked for it. -#}
    {% if folder.startswith('/') %}{{ return(folder) }}{% endif %}
    {% set here = run_query("select reflect('java.lang.System', 'getProperty', 'user.dir')") %}
    {% set parts = [] %}
    {% for part in (here.columns[0].values()[0] ~ '/' ~ folder).split('/') %}
        {% if part == '..' %}
            {% do parts.pop() %}
        {% elif part != '.' %}
            {% do parts.append(part) %}
        {% endif %}
    {% endfor %}
    {{ return(parts | join('/')) }}
{%- endmacro %}
