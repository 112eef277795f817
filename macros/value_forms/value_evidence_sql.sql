{% macro value_evidence_sql(files, with_numbers, with_dates) -%}
    {%- set numbers = value_columns(files[0], 'number') if with_numbers else [] -%}
    {%- set dates = value_columns(files[0], 'date') if with_dates else [] -%}
    {%- set number_texts, date_texts = [], [] -%}
    {%- set comma, dot = number_evidence(',', '.'), number_evidence('.', ',') -%}
    {%- set thousands = '^[+-]?[0-9]{1,3}(,[0-9]{3})+[.][0-9]+$' -%}
    {%- set either = '^[+-]?[1-9][0-9]{0,2},[0-9]{3}$' -%}
    {%- set month, beyond = '(0?[1-9]|1[0-2])', '(1[3-9]|2[0-9]|3[01])' -%}
    {%- set day_first = '^' ~ beyond ~ '[/-]' ~ month ~ '[/-][0-9]{4}' -%}
    {%- set slashed = '^[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}' -%}
    {%- set dotted = '^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}' -%}
    {%- set year_first = '^[0-9]{4}([./][0-9]{1,2}[./][0-9]{1,2}|[0-9]{4}$)' -%}
    {%- set month_first = '^' ~ month ~ '[/-]' ~ beyond ~ '[/-][0-9]{4}' -%}
    with

    texts as (

        select
            {%- for number in numbers %}
            {%- do number_texts.append('number_' ~ loop.index) %}
            trim({{ number }}) as {{ number_texts[-1] }},
            {%- endfor %}
            {%- for date in dates %}
            {%- do date_texts.append('date_' ~ loop.index) %}
            {#- Most dates begin with a year and a dash, which is no evidence. #}
            case
                when not {{ matches_pattern('trim(' ~ date ~ ')', '^[0-9]{4}-') }}
                    then trim({{ date }})
            end as {{ date_texts[-1] }},
            {%- endfor %}
            {{ raw_path(files) }} as raw_path
        from {{ raw_relation(files) }}

    )

    select
        raw_path,
        {{ counted_values(number_texts, matches_pattern('{}', comma)) }} as comma_count,
        {{ counted_values(number_texts, matches_pattern('{}', dot)) }} as dot_count,
        {{ counted_values(number_texts, matches_pattern('{}', thousands)) }} as thousands_count,
        {{ counted_values(number_texts, matches_pattern('{}', either)) }} as either_count,
        {{ counted_values(date_texts, matches_pattern('{}', day_first)) }} as day_first_count,
        {{ counted_values(date_texts, matches_pattern('{}', month_first)) }} as month_first_count,
        {{ counted_values(date_texts, matches_pattern('{}', slashed)) }} as slashed_count,
        {{ counted_values(date_texts, matches_pattern('{}', dotted)) }} as dotted_count,
        {{ counted_values(date_texts, matches_pattern('{}', year_first)) }} as year_first_count
    from texts
    group by raw_path
{%- endmacro %}
