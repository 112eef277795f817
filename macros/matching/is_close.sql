{% macro is_close(left_text, right_text, share) -%}
    {{ edit_distance(left_text, right_text) }}
    <= {{ share }} * greatest(length({{ left_text }}), length({{ right_text }}))
{%- endmacro %}
