{% macro is_close(left_text, right_text, share) -%}
    levenshtein({{ left_text }}, {{ right_text }})
    <= {{ share }} * greatest(length({{ left_text }}), length({{ right_text }}))
{%- endmacro %}
