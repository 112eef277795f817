{% macro wilson_bound(successes, trials, critical_value, side) -%}
    {#- Wilson 1927, equation 3: the rates that the observed one does not refute. -#}
    {%- set share = '(cast(' ~ successes ~ ' as double) / nullif(' ~ trials ~ ', 0))' -%}
    {%- set sign = '+' if side == 'upper' else '-' -%}
    (
        {{ share }} + {{ critical_value }} * {{ critical_value }} / (2 * {{ trials }})
        {{ sign }} {{ critical_value }} * sqrt(
            {{ share }} * (1 - {{ share }}) / {{ trials }}
            + {{ critical_value }} * {{ critical_value }}
            / (4.0 * {{ trials }} * {{ trials }})
        )
    ) / (1 + {{ critical_value }} * {{ critical_value }} / {{ trials }})
{%- endmacro %}
