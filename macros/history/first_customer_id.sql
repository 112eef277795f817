{% macro first_customer_id(contact_id) -%}
    md5({{ contact_id }})
{%- endmacro %}
