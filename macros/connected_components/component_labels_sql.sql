{% macro component_labels_sql(neighbours) -%}
with

final as (

    select
        near.node_id,
        least(near.neighbour_id, far.neighbour_id) as label_id
    from {{ neighbours }} as near
    inner join {{ neighbours }} as far on near.neighbour_id = far.node_id

)

select * from final
{%- endmacro %}
