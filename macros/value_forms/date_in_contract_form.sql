{% macro date_in_contract_form(text, form) %}
    {% set day, month = '(0?[1-9]|[12][0-9]|3[01])', '(0?[1-9]|1[0-2])' %}
    {% set rules = [
        ['^ *' ~ day ~ '[.]' ~ month ~ '[.]([0-9]{4})', '\\3-\\2-\\1'],
        ['^ *([0-9]{4})[./]' ~ month ~ '[./]' ~ day, '\\1-\\2-\\3'],
        ['^ *([0-9]{4})(0[1-9]|1[0-2])([0-2][0-9]|3[01]) *$', '\\1-\\2-\\3']
    ] %}
    {% if form == 'day first' %}
        {% do rules.append(
            ['^ *' ~ day ~ '[/-]' ~ month ~ '[/-]([0-9]{4})', '\\3-\\2-\\1']
        ) %}
    {% elif form == 'month first' %}
        {% do rules.append(
            ['^ *' ~ month ~ '[/-]' ~ day ~ '[/-]([0-9]{4})', '\\3-\\1-\\2']
        ) %}
    {% endif %}
    {% set ns = namespace(text=text) %}
    {% for pattern, parts in rules %}
        {% set ns.text = replace_pattern(ns.text, pattern, parts) %}
    {% endfor %}
    {#- Most dates are as the contract writes them, and no rule would change those. -#}
    {{ return(
        'case when ' ~ matches_pattern(text, '^[0-9]{4}-.*[0-9]$') ~ ' then ' ~ text
        ~ ' else ' ~ in_24_hours(ns.text) ~ ' end'
    ) }}
{% endmacro %}
