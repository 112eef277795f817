{% macro components_sql(target, rounds, ids) -%}
with

node_ids as (

    {{ ids }}

),
{% for round in range(rounds, 0, -1) %}
components_{{ round }} as (

    select
        labels.node_id,
        {% if loop.first -%}
        labels.label_id as component
        {%- else -%}
        coalesce(later.component, labels.label_id) as component
        {%- endif %}
    from {{ component_table(target, 'labels_' ~ round) }} as labels
    {%- if not loop.first %}
    left join components_{{ round + 1 }} as later
        on labels.label_id = later.node_id
    {%- endif %}

),
{% endfor %}
final as (

    select
        node_ids.node,
        node_ids.node_id,
        {% if rounds > 0 -%}
        coalesce(components_1.component, node_ids.node_id) as component
        {%- else -%}
        node_ids.node_id as component
        {%- endif %}
    from node_ids
    {%- if rounds > 0 %}
    left join components_1 on node_ids.node_id = components_1.node_id
    {%- endif %}

)

select * from final
{%- endmacro %}
