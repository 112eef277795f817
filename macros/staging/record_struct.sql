{% macro record_struct(table_name) -%}
    {%- if execute -%}
        {{ adapter.dispatch('record_struct', 'idic')(contract_column_names(table_name)) }}
    {%- else -%}
        null
    {%- endif -%}
{%- endmacro %}

{% macro duckdb__record_struct(names) -%}
    struct_pack(
        {%- for name in names -%}
            {{ name }} := {{ name }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}

{% macro spark__record_struct(names) -%}
    struct({{ names | join(', ') }})
{%- endmacro %}
