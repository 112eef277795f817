{% macro value_evidence_sql(files) -%}
    {%- set numbers = value_columns(files[0], 'number') -%}
    {%- set dates = value_columns(files[0], 'date') -%}
    {%- set comma, dot = number_evidence(',', '.'), number_evidence('.', ',') -%}
    {%- set thousands = '^[+-]?[0-9]{1,3}(,[0-9]{3})+[.][0-9]+$' -%}
    {%- set either = '^[+-]?[1-9][0-9]{0,2},[0-9]{3}$' -%}
    {%- set month, beyond = '(0?[1-9]|1[0-2])', '(1[3-9]|2[0-9]|3[01])' -%}
    {%- set day_first = '^' ~ beyond ~ '[/-]' ~ month ~ '[/-][0-9]{4}' -%}
    {%- set slashed = '^[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}' -%}
    {%- set dotted = '^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}' -%}
    {%- set year_first = '^[0-9]{4}([./][0-9]{1,2}[./][0-9]{1,2}|[0-9]{4}$)' -%}
    {%- set month_first = '^' ~ month ~ '[/-]' ~ beyond ~ '[/-][0-9]{4}' -%}
    select
        {{ raw_path(files) }} as raw_path,
        {{ counted_values(numbers, matches_pattern('trim({})', comma)) }} as comma_count,
        {{ counted_values(numbers, matches_pattern('trim({})', dot)) }} as dot_count,
        {{ counted_values(numbers, matches_pattern('trim({})', thousands)) }} as thousands_count,
        {{ counted_values(numbers, matches_pattern('trim({})', either)) }} as either_count,
        {{ counted_values(dates, matches_pattern('trim({})', day_first)) }} as day_first_count,
        {{ counted_values(dates, matches_pattern('trim({})', month_first)) }} as month_first_count,
        {{ counted_values(dates, matches_pattern('trim({})', slashed)) }} as slashed_count,
        {{ counted_values(dates, matches_pattern('trim({})', dotted)) }} as dotted_count,
        {{ counted_values(dates, matches_pattern('trim({})', year_first)) }} as year_first_count
    from {{ raw_relation(files) }}
    group by 1
{%- endmacro %}
