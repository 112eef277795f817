{% macro number_evidence(decimal_mark, thousands_mark) %}
    {#- Three digits behind the one mark there is may be thousands: 1,234 proves nothing. -#}
    {% set mark, other = '[' ~ decimal_mark ~ ']', '[' ~ thousands_mark ~ ']' %}
    {{ return(
        '^[+-]?([0-9]*' ~ mark ~ '([0-9]{1,2}|[0-9]{4,})|(0|[0-9]{4,})?' ~ mark ~ '[0-9]+'
        ~ '|[0-9]{1,3}(' ~ other ~ '[0-9]{3})+' ~ mark ~ '[0-9]+)$'
    ) }}
{% endmacro %}
