{% macro log_ratio(number, base) -%}
    case
        when null_reason is null
            then ln(cast({{ number }} as double) / cast({{ base }} as double))
    end
{%- endmacro %}
