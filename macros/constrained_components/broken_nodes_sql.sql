{% macro broken_nodes_sql(members, crowds, limits) -%}
with

mark_values as (

    select * from {{ crowds }}

),

{{ overrun_ctes(limits) }},

broken as (

    select group_id
    from overruns
    group by group_id

),

final as (

    select
        members.node,
        members.node_id
    from {{ members }} as members
    inner join broken on members.component = broken.group_id

)

select * from final
{%- endmacro %}
