{% macro hypergeometric_ratios(a, b, c, term_count) -%}
    {{ adapter.dispatch('hypergeometric_ratios', 'idic')(a, b, c, term_count) }}
{%- endmacro %}

{% macro duckdb__hypergeometric_ratios(a, b, c, term_count) -%}
    list_transform(
        range({{ term_count }}, 0, -1),
        lambda k: {{ hypergeometric_ratio(a, b, c, 'k') }}
    )
{%- endmacro %}

{% macro spark__hypergeometric_ratios(a, b, c, term_count) -%}
    transform(
        sequence(cast({{ term_count }} as int), 1, -1),
        k -> {{ hypergeometric_ratio(a, b, c, 'k') }}
    )
{%- endmacro %}

{% macro hypergeometric_ratio(a, b, c, k) -%}
    ({{ a }} + {{ k }} - 1) * ({{ b }} + {{ k }} - 1) / (({{ c }} + {{ k }} - 1) * {{ k }})
{%- endmacro %}
