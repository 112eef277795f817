{% macro raw_folder() -%}
    {{ return(adapter.dispatch('raw_folder', 'idic')(setting('raw', 'raw').rstrip('/'))) }}
{%- endmacro %}

{% macro duckdb__raw_folder(folder) -%}
    {{ return(folder) }}
{%- endmacro %}

{% macro spark__raw_folder(folder) -%}
    {#- Spark tells the whole path of a file, however it was asked for it. -#}
    {% set is_whole = folder.startswith('/') or '://' in folder %}
    {{ return(folder if is_whole else env_var('PWD') ~ '/' ~ folder) }}
{%- endmacro %}
