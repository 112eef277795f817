{% macro is_close(left_text, right_text, share) -%}
    {#- Texts are never nearer than their lengths, which are cheap to compare. -#}
    (abs(length({{ left_text }}) - length({{ right_text }}))
    <= {{ share }} * greatest(length({{ left_text }}), length({{ right_text }}))
    and {{ edit_distance(left_text, right_text) }}
    <= {{ share }} * greatest(length({{ left_text }}), length({{ right_text }})))
{%- endmacro %}
