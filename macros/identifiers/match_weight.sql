{% macro match_weight(confidence) -%}
    case
        when {{ confidence }} >= 1 then cast(100 as double)
        else round(log2({{ confidence }} / (1 - {{ confidence }})), 9)
    end
{%- endmacro %}
