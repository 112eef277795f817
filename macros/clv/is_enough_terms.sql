{#- After the n-th term each is at most `ratio` of the one before, so that all that follow
    are at most its 1 / (1 - ratio)-fold. -#}
{% macro is_enough_terms(a, b, c, odds, n) -%}
    {%- set shape = 'greatest(' ~ b ~ ', 1)' -%}
    {%- set ratio -%}
        {{ odds }} / (1 + {{ odds }})
        * greatest(({{ shape }} + {{ n }}) / (1 + {{ n }}), 1)
        * greatest(({{ a }} + {{ n }}) / ({{ c }} + {{ n }}), 1)
    {%- endset -%}
    case
        when {{ ratio }} >= 1 then false
        else
            {{ n }} * ln({{ odds }}) - ({{ b }} + {{ n }}) * ln(1 + {{ odds }})
            + {{ log_rising_factorial(a, n) }}
            + {{ log_rising_factorial(shape, n) }}
            - {{ log_rising_factorial(c, n) }}
            - {{ log_rising_factorial(1, n) }}
            - ln(1 - ({{ ratio }})) < -36
    end
{%- endmacro %}
