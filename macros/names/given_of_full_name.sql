{% macro given_of_full_name(name, order) -%}
    {%- set particles = ' (de|del|della|di|da|das|do|dos|du|la|las|le|los|van|von|der|den|ter|zu|zur|y|e)' -%}
    {%- set one_surname = '(' ~ particles ~ ')* [^ ]+$' -%}
    {%- set two_surnames = '(' ~ particles ~ ')* [^ ]+' ~ one_surname -%}
    case
        when {{ name }} not like '% %' then null
        when {{ order }} = 'family_first'
            then {{ replace_pattern(name, '^[^ ]+ ', '') }}
        when {{ order }} = 'two_family_names'
            and {{ matches_pattern(name, '[^ ]' ~ two_surnames) }}
            then {{ replace_pattern(name, two_surnames, '') }}
        else {{ replace_pattern(name, one_surname, '') }}
    end
{%- endmacro %}
