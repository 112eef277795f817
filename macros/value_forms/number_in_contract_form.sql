{% macro number_in_contract_form(text, form) %}
    {% if form == '1.234,56' %}
        {% set decimal_mark, thousands_mark = ',', '.' %}
    {% else %}
        {% set decimal_mark, thousands_mark = '.', ',' %}
    {% endif %}
    {% set pattern = '^[+-]?([0-9]{1,3}([' ~ thousands_mark ~ '][0-9]{3})+|[0-9]*)(['
        ~ decimal_mark ~ '][0-9]+)?$' %}
    {{ return(
        'case when ' ~ matches_pattern('trim(' ~ text ~ ')', pattern)
        ~ ' then replace(replace(trim(' ~ text ~ "), '" ~ thousands_mark ~ "', ''), '"
        ~ decimal_mark ~ "', '.') else " ~ text ~ ' end'
    ) }}
{% endmacro %}
