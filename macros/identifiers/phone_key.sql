{% macro phone_key(
    phone, calling_code, trunk_prefix, international_prefix, national_digits
) -%}
    {%- set text -%}
        {{ replace_pattern(
            'lower(' ~ phone ~ ')', '[(]0[)]|^[^0-9+]+|(ext|x|#|;).*$', ''
        ) }}
    {%- endset -%}
    {%- set digits = replace_pattern(text, '[^0-9]', '') -%}
    {%- set is_long = 'length(' ~ digits ~ ') > ' ~ national_digits -%}
    case
        when length({{ digits }}) not between 7 and 17 then null
        when {{ text }} like '+%' then '+' || {{ digits }}
        when {{ digits }} like '00%' then '+' || substr({{ digits }}, 3)
        when {{ digits }} like {{ international_prefix }} || '%'
            then '+' || substr({{ digits }}, length({{ international_prefix }}) + 1)
        when {{ calling_code }} is null then {{ digits }}
        {#- No national number begins with 0 where 0 is dialled before it. #}
        when length({{ trunk_prefix }}) > 0
            and {{ digits }} like {{ trunk_prefix }} || '%'
            and ({{ trunk_prefix }} like '0%' or {{ is_long }})
            then '+' || {{ calling_code }}
                || substr({{ digits }}, length({{ trunk_prefix }}) + 1)
        when {{ digits }} like {{ calling_code }} || {{ trunk_prefix }} || '%'
            and {{ trunk_prefix }} like '0%'
            and {{ is_long }}
            then '+' || {{ calling_code }} || substr(
                {{ digits }},
                length({{ calling_code }}) + length({{ trunk_prefix }}) + 1
            )
        when {{ digits }} like {{ calling_code }} || '%' and {{ is_long }}
            then '+' || {{ digits }}
        else '+' || {{ calling_code }} || {{ digits }}
    end
{%- endmacro %}
