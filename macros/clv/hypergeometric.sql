{% macro hypergeometric(first_term, a, b, c, z, term_count) -%}
    {{ adapter.dispatch('hypergeometric', 'idic')(first_term, a, b, c, z, term_count) }}
{%- endmacro %}

{% macro duckdb__hypergeometric(first_term, a, b, c, z, term_count) -%}
    list_reduce(
        range({{ term_count }}, 0, -1),
        lambda inner_sum, k: {{ hypergeometric_step('inner_sum', 'k', first_term, a, b, c, z) }},
        {{ first_term }}
    )
{%- endmacro %}

{% macro spark__hypergeometric(first_term, a, b, c, z, term_count) -%}
    aggregate(
        sequence(cast({{ term_count }} as int), 1, -1),
        {{ first_term }},
        (inner_sum, k) -> {{ hypergeometric_step('inner_sum', 'k', first_term, a, b, c, z) }}
    )
{%- endmacro %}

{% macro hypergeometric_step(inner_sum, k, first_term, a, b, c, z) -%}
    {{ first_term }} + {{ inner_sum }} * ({{ a }} + {{ k }} - 1) * ({{ b }} + {{ k }} - 1)
    / (({{ c }} + {{ k }} - 1) * {{ k }}) * {{ z }}
{%- endmacro %}
