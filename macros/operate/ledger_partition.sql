{% macro ledger_partition(partition_by) -%}
    {{ adapter.dispatch('ledger_partition', 'idic')(partition_by) }}
{%- endmacro %}

{#- One file has no partitions. -#}
{% macro duckdb__ledger_partition(partition_by) -%}
{%- endmacro %}

{% macro spark__ledger_partition(partition_by) -%}
    {%- if partition_by %} using parquet partitioned by ({{ partition_by }}){% endif -%}
{%- endmacro %}
