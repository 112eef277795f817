{% macro elder_input_sql(sql) -%}
with

model_links as (

    {{ sql }}

),

final as (

    select
        cast(left_node as bigint) as left_node,
        cast(right_node as bigint) as right_node,
        cast(known_at as timestamp) as known_at,
        cast(link_rule as string) as link_rule
    from model_links

)

select * from final
{%- endmacro %}
