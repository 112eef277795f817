{#- The terms are at most those of a negative binomial distribution of this shape: so
    many as leave out less than exp(-33) of it. -#}
{% macro series_term_count(shape, z) -%}
    {%- set mean = '(greatest(' ~ shape ~ ', 0) + 1) * ' ~ z ~ ' / (1 - ' ~ z ~ ')' -%}
    least(100000, cast(ceil(
        {{ mean }} + sqrt(66 * {{ mean }} / (1 - {{ z }})) - 33 / ln({{ z }})
    ) as bigint))
{%- endmacro %}
