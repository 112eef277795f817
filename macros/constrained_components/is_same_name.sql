{% macro is_same_name(value, other_value) -%}
    {%- set given, family = "split_part(" ~ value ~ ", ' ', 2)", "split_part(" ~ value ~ ", ' ', 3)" -%}
    {%- set other_given = "split_part(" ~ other_value ~ ", ' ', 2)" -%}
    {%- set other_family = "split_part(" ~ other_value ~ ", ' ', 3)" -%}
    case
        when {{ given }} = '' or {{ other_given }} = ''
            then least({{ family }}, {{ other_family }}) != ''
                and {{ is_close(family, other_family, '0.4') }}
        else {{ is_close(given, other_given, '0.4') }}
            or (
                least({{ family }}, {{ other_family }}) != ''
                and {{ is_close(given, other_family, '0.4') }}
                and {{ is_close(family, other_given, '0.4') }}
            )
    end
{%- endmacro %}
