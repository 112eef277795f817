{% macro likelihood_term(observed, expected) -%}
    case
        when {{ observed }} > 0 then {{ observed }} * ln({{ observed }} / {{ expected }})
        else 0
    end
{%- endmacro %}
