{% macro setting(name, default='') -%}
    {{ return((var(name, env_var('IDIC_' ~ name | upper, '')) or default) | string) }}
{%- endmacro %}
