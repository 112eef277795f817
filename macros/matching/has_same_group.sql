{% macro has_same_group(left_side, right_side) -%}
    (
        coalesce({{ left_side }}.given_group = {{ right_side }}.given_group, false)
        and not {{ has_other_words(left_side, right_side, 'given') }}
    )
{%- endmacro %}
