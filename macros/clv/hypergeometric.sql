{% macro hypergeometric(first_term, ratios, z) -%}
    {#- By Horner's rule: from S = first_term after the last ratio to the whole series. -#}
    {{ adapter.dispatch('hypergeometric', 'idic')(first_term, ratios, z) }}
{%- endmacro %}

{% macro duckdb__hypergeometric(first_term, ratios, z) -%}
    list_reduce(
        {{ ratios }},
        lambda inner_sum, ratio: {{ first_term }} + inner_sum * ratio * {{ z }},
        {{ first_term }}
    )
{%- endmacro %}

{% macro spark__hypergeometric(first_term, ratios, z) -%}
    aggregate(
        {{ ratios }},
        {{ first_term }},
        (inner_sum, ratio) -> {{ first_term }} + inner_sum * ratio * {{ z }}
    )
{%- endmacro %}
