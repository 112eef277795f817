{% macro is_slip(tolerance, value, other_value) -%}
    {%- set birth_date, other_birth_date = 'substr(' ~ value ~ ', 1, 10)', 'substr(' ~ other_value ~ ', 1, 10)' -%}
    case
        when {{ tolerance }} = 'exact' then {{ value }} = {{ other_value }}
        when {{ tolerance }} = 'one_edit' then {{ is_one_edit(value, other_value) }}
        when {{ is_one_edit(birth_date, other_birth_date) }} then true
        when substr({{ value }}, 1, 4) = substr({{ other_value }}, 1, 4)
            and substr({{ value }}, 6, 2) = substr({{ other_value }}, 9, 2)
            and substr({{ value }}, 9, 2) = substr({{ other_value }}, 6, 2)
            then true
        else {{ is_same_name(value, other_value) }}
    end
{%- endmacro %}
