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
        when {{ edits }} <= 2
            then case
                when {{ edits }} = 1 then 'close'
                when abs({{ days }}) <= 366 then 'similar'
                else 'near'
            end
        when abs({{ days }}) <= 366 then 'near'
        when abs({{ days }}) <= 3653 then 'decade'
        else 'different'
    end
{%- endmacro %}
