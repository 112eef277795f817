{% macro component_input_sql(sql, is_weighted) -%}
with

model_edges as (

    {{ sql }}

),

final as (

    select
        {% if is_weighted -%}
        cast(weight as double) as weight,
        cast(is_forced as boolean) as is_forced,
        {% endif -%}
        cast(left_node as string) as left_node,
        cast(right_node as string) as right_node
    from model_edges

)

select * from final
{%- endmacro %}
