{% macro rejection_code(rules={}) -%}
    case
        when missing_key is not null then 'missing_key'
        when controlled_key is not null then 'control_character'
        when missing_value is not null then 'missing_value'
        when unreadable_value is not null then 'unreadable_value'
        when recorded_at not between recorded_at_from and recorded_at_until
            then 'implausible_recorded_at'
    {%- for code, condition in rules.items() %}
        when {{ condition }} then '{{ code }}'
    {%- endfor %}
    end
{%- endmacro %}
