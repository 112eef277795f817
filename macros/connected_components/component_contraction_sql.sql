{% macro component_contraction_sql(edges, labels) -%}
with

labelled_edges as (

    select
        left_labels.label_id as left_id,
        right_labels.label_id as right_id
    from {{ edges }} as edges
    inner join {{ labels }} as left_labels
        on edges.left_id = left_labels.node_id
    inner join {{ labels }} as right_labels
        on edges.right_id = right_labels.node_id

),

final as (

    select distinct
        least(left_id, right_id) as left_id,
        greatest(left_id, right_id) as right_id
    from labelled_edges
    where left_id <> right_id

)

select * from final
{%- endmacro %}
