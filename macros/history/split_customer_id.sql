{% macro split_customer_id(contact_id, split_at) -%}
    md5({{ contact_id }} || ':' || cast({{ split_at }} as string))
{%- endmacro %}
