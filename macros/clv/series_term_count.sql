{#- The terms are at most those of a negative binomial distribution of this shape: so
    many as leave out less than exp(-33) of it, rounded up to a power of the fourth root
    of 2, which makes the numbers few: customers share their series. -#}
{% macro series_term_count(shape, z) -%}
    {%- set mean = '(greatest(' ~ shape ~ ', 0) + 1) * ' ~ z ~ ' / (1 - ' ~ z ~ ')' -%}
    {%- set count -%}
        {{ mean }} + sqrt(66 * {{ mean }} / (1 - {{ z }})) - 33 / ln({{ z }})
    {%- endset -%}
    least(100000, cast(
        ceil(power(2, ceil(4 * log2(greatest({{ count }}, 1))) / 4)) as bigint
    ))
{%- endmacro %}
