{% macro phone_digits(phone) -%}
    {%- set digits = replace_pattern(phone, '[^0-9]', '') -%}
    case when length({{ digits }}) >= 7 then {{ digits }} end
{%- endmacro %}
