{% macro demand_variance(estimates, dispersions) -%}
    {{ dispersions }}.order_dispersion * {{ estimates }}.item_size
    * ({{ estimates }}.known_quantity + 2 * {{ estimates }}.other_quantity)
{%- endmacro %}
