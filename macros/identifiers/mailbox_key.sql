{% macro mailbox_key(email) -%}
    {%- set mailbox = "split_part(split_part(" ~ email ~ ", '@', 1), '+', 1)" -%}
    nullif({{ replace_pattern(mailbox, '[^\\p{L}0-9]', '') }}, '')
{%- endmacro %}
