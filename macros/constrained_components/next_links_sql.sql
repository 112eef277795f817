{% macro next_links_sql(components, links) -%}
select
    min(node) over (partition by component) as left_node,
    node as right_node,
    cast(0 as double) as weight,
    true as is_forced
from {{ components }}

union all

select
    left_contact_id as left_node,
    right_contact_id as right_node,
    match_weight as weight,
    false as is_forced
from {{ links }}
{%- endmacro %}
