{% macro name_level(left_side, right_side, kind) -%}
    {%- set left_name = left_side ~ '.' ~ kind ~ '_key' -%}
    {%- set right_name = right_side ~ '.' ~ kind ~ '_key' -%}
    {%- set shorter = 'least(length(' ~ left_name ~ '), length(' ~ right_name ~ '))' -%}
    {%- set has_same_first -%}
        {{ left_side }}.{{ kind }}_first_key = {{ right_side }}.{{ kind }}_first_key
    {%- endset -%}
    {%- set is_part -%}
        (
            {{ has_same_first }}
            or (
                {{ shorter }} >= 3
                and (
                    {{ left_name }} like {{ right_name }} || '%'
                    or {{ right_name }} like {{ left_name }} || '%'
                )
            )
        )
    {%- endset -%}
    case
        when {{ left_name }} is null or {{ right_name }} is null then 'missing'
        when {{ left_name }} = {{ right_name }} then 'exact'
        when {{ has_same_first }}
            and {{ has_other_words(left_side, right_side, kind) }}
            then case
                when {{ is_close(left_name, right_name, '0.4') }} then 'similar'
                else 'different'
            end
        {#- From here on one character is a whole name: Han, Kana, Hangul. #}
        when {{ shorter }} = 1
            and substr({{ left_name }}, 1, 1) = substr({{ right_name }}, 1, 1)
            and {{ left_name }} < '⺀'
            then 'initial'
        when {{ shorter }} >= 3
            and {{ left_side }}.{{ kind }}_letters = {{ right_side }}.{{ kind }}_letters
            then 'close'
        when {{ is_close(left_name, right_name, '0.4') }}
            then case
                when {{ is_close(left_name, right_name, '0.25') }} then 'close'
                when {{ is_part }} then 'part'
                else 'similar'
            end
        when {{ is_part }} then 'part'
        else 'different'
    end
{%- endmacro %}
