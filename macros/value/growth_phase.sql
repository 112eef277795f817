{% macro growth_phase(recent_count, earlier_count, critical_z) -%}
    {#- Squares on both sides spare the root. -#}
    case
        when {{ recent_count }} + {{ earlier_count }} = 0 then null
        when
            ({{ recent_count }} - {{ earlier_count }})
            * ({{ recent_count }} - {{ earlier_count }})
            < {{ critical_z }} * {{ critical_z }}
            * ({{ recent_count }} + {{ earlier_count }})
            then 'maturity'
        when {{ recent_count }} > {{ earlier_count }} then 'growth'
        else 'decline'
    end
{%- endmacro %}
