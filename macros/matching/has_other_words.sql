{% macro has_other_words(left_side, right_side, kind) -%}
    {%- set left_first = left_side ~ '.' ~ kind ~ '_first_key' -%}
    {%- set right_first = right_side ~ '.' ~ kind ~ '_first_key' -%}
    {%- set left_rest -%}
        substr({{ left_side }}.{{ kind }}_key, length({{ left_first }}) + 1)
    {%- endset -%}
    {%- set right_rest -%}
        substr({{ right_side }}.{{ kind }}_key, length({{ right_first }}) + 1)
    {%- endset -%}
    coalesce(
        least({{ left_rest }}, {{ right_rest }}) != ''
        and {{ left_rest }} not like {{ right_rest }} || '%'
        and {{ right_rest }} not like {{ left_rest }} || '%'
        and not {{ is_close(left_rest, right_rest, '0.4') }},
        false
    )
{%- endmacro %}
