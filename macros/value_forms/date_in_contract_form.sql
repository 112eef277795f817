{% macro date_in_contract_form(text, form) %}
    {% set marks = '[./-]' if form in ['day first', 'month first'] else '[.]' %}
    {% set day, month = '(0?[1-9]|[12][0-9]|3[01])', '(0?[1-9]|1[0-2])' %}
    {% set month_leads = form == 'month first' %}
    {% set first, second = (month, day) if month_leads else (day, month) %}
    {% set rules = [
        ['^ *' ~ first ~ marks ~ second ~ marks ~ '([0-9]{4})',
            '\\3-\\1-\\2' if month_leads else '\\3-\\2-\\1'],
        ['^ *([0-9]{4})[./]' ~ month ~ '[./]' ~ day, '\\1-\\2-\\3'],
        ['^ *([0-9]{4})(0[1-9]|1[0-2])([0-2][0-9]|3[01]) *$', '\\1-\\2-\\3']
    ] %}
    {% set ns = namespace(text=text) %}
    {% for pattern, parts in rules %}
        {% set ns.text = replace_pattern(ns.text, pattern, parts) %}
    {% endfor %}
    {{ return(ns.text) }}
{% endmacro %}
