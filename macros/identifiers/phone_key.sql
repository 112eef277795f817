{% macro phone_key(phone, calling_code, trunk_prefix, international_prefix) -%}
    {%- set text = replace_pattern('lower(' ~ phone ~ ')', '(ext|x|#|;).*$|[(]0[)]', '') -%}
    {%- set digits = replace_pattern(text, '[^0-9]', '') -%}
    {%- set national -%}
        case
            when length({{ trunk_prefix }}) > 0
                and {{ digits }} like {{ trunk_prefix }} || '%'
                then substr({{ digits }}, length({{ trunk_prefix }}) + 1)
            else {{ digits }}
        end
    {%- endset -%}
    case
        when length({{ digits }}) not between 7 and 17 then null
        when ltrim({{ text }}) like '+%' then '+' || {{ digits }}
        when {{ digits }} like '00%' then '+' || substr({{ digits }}, 3)
        when {{ digits }} like {{ international_prefix }} || '%'
            then '+' || substr({{ digits }}, length({{ international_prefix }}) + 1)
        when {{ calling_code }} is not null
            then '+' || {{ calling_code }} || {{ national }}
        else {{ digits }}
    end
{%- endmacro %}
