{% macro component_input_sql(sql) -%}
with

model_edges as (

    {{ sql }}

),

final as (

    select
        cast(left_node as string) as left_node,
        cast(right_node as string) as right_node
    from model_edges

)

select * from final
{%- endmacro %}
