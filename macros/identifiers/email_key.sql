{% macro email_key(email) -%}
    {%- set address = 'lower(' ~ replace_pattern(email, '[ \\t\\r\\n]', '') ~ ')' -%}
    case
        when {{ address }} like '%_@_%._%' and {{ address }} not like '%@%@%'
            then {{ address }}
    end
{%- endmacro %}
