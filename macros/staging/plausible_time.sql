{% macro plausible_time(timestamp) -%}
    case
        when {{ timestamp }} between bounds.event_from and bounds.event_until
            then {{ timestamp }}
    end
{%- endmacro %}
