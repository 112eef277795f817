{% macro raw_folder() -%}
    {{ return(setting('raw', 'raw').rstrip('/')) }}
{%- endmacro %}
