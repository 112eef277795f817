{% macro other_name_of_mailbox(first_word, second_word, known_name) -%}
    {%- set initial = 'substr(' ~ known_name ~ ', 1, 1)' -%}
    {%- set known_length = 'length(' ~ known_name ~ ')' -%}
    case
        when {{ first_word }} in ({{ known_name }}, {{ initial }})
            then {{ second_word }}
        when {{ second_word }} in ({{ known_name }}, {{ initial }})
            then {{ first_word }}
        when {{ second_word }} is not null or {{ known_length }} < 2 then null
        when {{ first_word }} like {{ known_name }} || '_%'
            then substr({{ first_word }}, {{ known_length }} + 1)
        when {{ first_word }} like '_%' || {{ known_name }}
            then substr(
                {{ first_word }}, 1, length({{ first_word }}) - {{ known_length }}
            )
        when {{ first_word }} like {{ initial }} || '_'
            or {{ first_word }} like {{ initial }} || '___%'
            then substr({{ first_word }}, 2)
    end
{%- endmacro %}
