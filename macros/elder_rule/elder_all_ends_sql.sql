{# To the roots all ends are one moment; to the heirs each keeps its own. #}
{% macro elder_all_ends_sql(target, rounds, as_one_moment=false) -%}
with

final as (

    {% for round in range(1, rounds + 1) -%}
    select
        node,
        heir_node,
        {% if as_one_moment -%}
        timestamp '1900-01-01 00:00:00' as ended_at,
        {%- else -%}
        ended_at,
        {%- endif %}
        link_rule
    from {{ component_table(target, 'ends_' ~ round) }}
    {% if not loop.last %}
    union all

    {% endif -%}
    {% else -%}
    select
        left_node as node,
        right_node as heir_node,
        known_at as ended_at,
        link_rule
    from {{ component_table(target, 'links_0') }}
    where 1 = 0
    {% endfor %}
)

select * from final
{%- endmacro %}
