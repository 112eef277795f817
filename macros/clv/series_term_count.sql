{#- The least of a few numbers, so that customers share their series. -#}
{% macro series_term_count(a, b, c, odds) -%}
    {%- set counts = [] -%}
    {%- for quarter in range(68) if (2 ** (quarter / 4)) | round(0, 'ceil') | int not in counts -%}
        {%- do counts.append((2 ** (quarter / 4)) | round(0, 'ceil') | int) -%}
    {%- endfor -%}
    {{ adapter.dispatch('series_term_count', 'idic')(a, b, c, odds, counts) }}
{%- endmacro %}

{% macro duckdb__series_term_count(a, b, c, odds, counts) -%}
    coalesce(
        list_filter(
            [{{ counts | join(', ') }}],
            lambda n: {{ is_enough_terms(a, b, c, odds, 'n') }}
        )[1],
        {{ counts | last }}
    )
{%- endmacro %}

{% macro spark__series_term_count(a, b, c, odds, counts) -%}
    coalesce(
        get(
            filter(
                array({{ counts | join(', ') }}),
                n -> {{ is_enough_terms(a, b, c, odds, 'n') }}
            ),
            0
        ),
        {{ counts | last }}
    )
{%- endmacro %}
