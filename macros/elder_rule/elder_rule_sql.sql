{% macro elder_rule_sql(ends, roots) -%}
with

final as (

    select
        ends.node,
        ends.heir_node,
        roots.heir_node as root_node,
        ends.link_rule,
        ends.ended_at
    from {{ ends }} as ends
    inner join {{ roots }} as roots on ends.node = roots.node

)

select * from final
{%- endmacro %}
