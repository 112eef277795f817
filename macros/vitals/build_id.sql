{% macro build_id() -%}
    cast('{{ env_var("IDIC_BUILD_ID", "manual") }}' as string)
{%- endmacro %}
