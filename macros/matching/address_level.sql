{% macro address_level(left_side, right_side) -%}
    {%- set same = {} -%}
    {%- for part in ['street', 'house', 'city', 'postal'] -%}
        {%- do same.update({
            part: left_side ~ '.' ~ part ~ '_key = ' ~ right_side ~ '.' ~ part ~ '_key'
        }) -%}
    {%- endfor -%}
    {%- set close_city = is_close(left_side ~ '.city_key', right_side ~ '.city_key', '0.34') -%}
    {%- set close_street -%}
        {{ is_close(left_side ~ '.street_key', right_side ~ '.street_key', '0.34') }}
    {%- endset -%}
    {%- set postal_edits -%}
        {{ edit_distance(left_side ~ '.postal_key', right_side ~ '.postal_key') }}
    {%- endset -%}
    {%- set house_edits -%}
        {{ edit_distance(left_side ~ '.house_key', right_side ~ '.house_key') }}
    {%- endset -%}
    {%- set lacks_street -%}
        ({{ left_side }}.street_key is null or {{ right_side }}.street_key is null)
    {%- endset -%}
    case
        when {{ same.street }} and {{ same.house }}
            then case
                when {{ same.city }} or {{ same.postal }} then 'exact'
                else 'street'
            end
        when {{ same.house }}
            and {{ close_street }}
            and (
                {{ same.city }} or {{ same.postal }}
                or {{ close_city }} or {{ postal_edits }} = 1
            )
            then 'close'
        when {{ same.street }}
            and {{ house_edits }} = 1
            and ({{ same.city }} or {{ same.postal }})
            then 'close'
        when {{ same.postal }}
            then case when {{ lacks_street }} then 'postcode' else 'moved_postcode' end
        when {{ same.city }}
            then case when {{ lacks_street }} then 'city' else 'moved_city' end
        when {{ lacks_street }} and {{ close_city }} then 'close_city'
        when coalesce({{ left_side }}.city_key, {{ left_side }}.postal_key) is null
            or coalesce({{ right_side }}.city_key, {{ right_side }}.postal_key) is null
            then 'missing'
        else 'different'
    end
{%- endmacro %}
