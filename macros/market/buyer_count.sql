{% macro buyer_count() -%}
    count(buyer_key) - count(repeat_buyer_key)
    + count(distinct repeat_buyer_key)
{%- endmacro %}
