{#- Where the fits are: a model on DuckDB; on Spark, which runs no model in Python, a table
    that scripts.clv writes. -#}
{% macro clv_fits() -%}
    {{ return(adapter.dispatch('clv_fits', 'idic')()) }}
{%- endmacro %}

{% macro duckdb__clv_fits() -%}
    {{ return(ref('int_clv_fits')) }}
{%- endmacro %}

{% macro spark__clv_fits() -%}
    {{ return(api.Relation.create(schema=target.schema, identifier='int_clv_fits')) }}
{%- endmacro %}
