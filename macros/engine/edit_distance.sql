{#- DuckDB counts bytes and Spark characters: outside ASCII only equal texts are near. -#}
{% macro edit_distance(text, other_text) -%}
    case
        when {{ text }} = {{ other_text }} then 0
        when {{ is_ascii(text) }} and {{ is_ascii(other_text) }}
            then levenshtein({{ text }}, {{ other_text }})
        when {{ text }} <> {{ other_text }}
            then greatest(length({{ text }}), length({{ other_text }}))
    end
{%- endmacro %}
