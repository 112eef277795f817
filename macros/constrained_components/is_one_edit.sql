{% macro is_one_edit(value, other_value) -%}
    (
        levenshtein({{ value }}, {{ other_value }}) <= 1
        or (
            levenshtein({{ value }}, {{ other_value }}) = 2
            and {{ sorted_letters(value) }} = {{ sorted_letters(other_value) }}
        )
    )
{%- endmacro %}
