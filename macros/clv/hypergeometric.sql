{% macro hypergeometric(first_term, a, b, c, z, term_count) -%}
    {{ adapter.dispatch('hypergeometric', 'idic')(first_term, a, b, c, z, term_count) }}
{%- endmacro %}

{% macro duckdb__hypergeometric(first_term, a, b, c, z, term_count) -%}
    list_reduce(
        list_transform(
            range(1, {{ term_count }} + 1),
            lambda k: {'k': cast(k as double), 'term': 0.0::double, 'total': 0.0::double}
        ),
        lambda sofar, next: {
            'k': next.k,
            'term': {{ hypergeometric_term('sofar.term', 'next.k', a, b, c, z) }},
            'total': sofar.total
                + {{ hypergeometric_term('sofar.term', 'next.k', a, b, c, z) }}
        },
        {'k': 0.0::double, 'term': {{ first_term }}, 'total': {{ first_term }}}
    ).total
{%- endmacro %}

{% macro spark__hypergeometric(first_term, a, b, c, z, term_count) -%}
    aggregate(
        sequence(1, cast({{ term_count }} as int)),
        named_struct('term', {{ first_term }}, 'total', {{ first_term }}),
        (sofar, k) -> named_struct(
            'term', {{ hypergeometric_term('sofar.term', 'k', a, b, c, z) }},
            'total', sofar.total
                + {{ hypergeometric_term('sofar.term', 'k', a, b, c, z) }}
        ),
        sofar -> sofar.total
    )
{%- endmacro %}

{% macro hypergeometric_term(term, k, a, b, c, z) -%}
    {{ term }} * ({{ a }} + {{ k }} - 1) * ({{ b }} + {{ k }} - 1)
    / (({{ c }} + {{ k }} - 1) * {{ k }}) * {{ z }}
{%- endmacro %}
