{% macro is_slip(tolerance, value, other_value) -%}
    case
        when {{ tolerance }} = 'exact' then {{ value }} = {{ other_value }}
        when levenshtein({{ value }}, {{ other_value }}) <= 1 then true
        when levenshtein({{ value }}, {{ other_value }}) = 2
            and {{ sorted_letters(value) }} = {{ sorted_letters(other_value) }}
            then true
        else {{ tolerance }} = 'date'
            and substr({{ value }}, 1, 4) = substr({{ other_value }}, 1, 4)
            and substr({{ value }}, 6, 2) = substr({{ other_value }}, 9, 2)
            and substr({{ value }}, 9, 2) = substr({{ other_value }}, 6, 2)
    end
{%- endmacro %}
