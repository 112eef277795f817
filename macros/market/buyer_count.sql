{% macro buyer_count() -%}
    count(buyer_number) - count(repeat_buyer_number)
    + count(distinct repeat_buyer_number)
{%- endmacro %}
