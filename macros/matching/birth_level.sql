{% macro birth_level(left_date, right_date) -%}
    {%- set days = days_between(
        'cast(' ~ left_date ~ ' as date)', 'cast(' ~ right_date ~ ' as date)'
    ) -%}
    {%- set edits = 'levenshtein(' ~ left_date ~ ', ' ~ right_date ~ ')' -%}
    case
        when {{ left_date }} is null or {{ right_date }} is null then 'missing'
        when {{ left_date }} = {{ right_date }} then 'exact'
        when {{ left_date }} = substr({{ right_date }}, 1, 5)
            || substr({{ right_date }}, 9, 2) || '-' || substr({{ right_date }}, 6, 2)
            then 'swapped'
        when {{ edits }} = 1 then 'close'
        when {{ edits }} = 2 and abs({{ days }}) <= 366 then 'similar'
        when {{ edits }} = 2 or abs({{ days }}) <= 366 then 'near'
        when abs({{ days }}) <= 3653 then 'decade'
        else 'different'
    end
{%- endmacro %}
