{% macro forced_stars_sql(components) -%}
select
    min(node) over (partition by component) as left_node,
    node as right_node,
    cast(0 as double) as weight,
    true as is_forced
from {{ components }}
{%- endmacro %}
