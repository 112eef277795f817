{% macro setting(name, default='') -%}
    {{ return(var(name, env_var('IDIC_' ~ name | upper, default)) | string) }}
{%- endmacro %}
