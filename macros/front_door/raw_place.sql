{% macro raw_place() -%}
    {%- if setting('raw_schema') -%}
        {{ return("the schema '" ~ setting('raw_schema') ~ "'") }}
    {%- else -%}
        {{ return("the raw folder '" ~ raw_folder() ~ "'") }}
    {%- endif -%}
{%- endmacro %}
