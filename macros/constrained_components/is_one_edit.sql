{% macro is_one_edit(value, other_value) -%}
    (
        {{ edit_distance(value, other_value) }} <= 1
        or (
            {{ edit_distance(value, other_value) }} = 2
            and {{ sorted_letters(value) }} = {{ sorted_letters(other_value) }}
        )
    )
{%- endmacro %}
