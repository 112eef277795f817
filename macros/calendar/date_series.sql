{% macro date_series(first_day, last_day) -%}
    {{ adapter.dispatch('date_series', 'idic')(first_day, last_day) }}
{%- endmacro %}

{% macro duckdb__date_series(first_day, last_day) -%}
    cast(unnest(generate_series(
        cast({{ first_day }} as timestamp),
        cast({{ last_day }} as timestamp),
        interval 1 day
    )) as date)
{%- endmacro %}

{% macro spark__date_series(first_day, last_day) -%}
    explode(sequence({{ first_day }}, {{ last_day }}, interval 1 day))
{%- endmacro %}
