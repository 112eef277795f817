{% macro component_input_sql(sql, columns) -%}
with

model_edges as (

    {{ sql }}

),

final as (

    select
        {% if 'weight' in columns -%}
        cast(weight as double) as weight,
        {% endif -%}
        {% if 'is_forced' in columns -%}
        cast(is_forced as boolean) as is_forced,
        {% endif -%}
        cast(left_node as string) as left_node,
        cast(right_node as string) as right_node
    from model_edges

)

select * from final
{%- endmacro %}
