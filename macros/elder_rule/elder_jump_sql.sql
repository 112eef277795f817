{% macro elder_jump_sql(ends) -%}
with

final as (

    select
        near.node,
        coalesce(far.heir_node, near.heir_node) as heir_node,
        near.ended_at,
        near.link_rule
    from {{ ends }} as near
    left join {{ ends }} as far
        on near.heir_node = far.node
        and near.ended_at >= far.ended_at

)

select * from final
{%- endmacro %}
