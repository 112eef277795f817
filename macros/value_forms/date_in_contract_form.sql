{% macro date_in_contract_form(text, form) %}
    {% set day, month = ('\\2', '\\1') if form == 'month first' else ('\\1', '\\2') %}
    {% set marks = '[./-]' if form in ['day first', 'month first'] else '[.]' %}
    {% set rules = [
        ['^ *([0-9]{1,2})' ~ marks ~ '([0-9]{1,2})' ~ marks ~ '([0-9]{4})',
            '\\3-' ~ month ~ '-' ~ day],
        ['^ *([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})', '\\1-\\2-\\3'],
        ['^ *([0-9]{4})([0-9]{2})([0-9]{2}) *$', '\\1-\\2-\\3']
    ] %}
    {% set ns = namespace(text=text) %}
    {% for pattern, parts in rules %}
        {% set ns.text = replace_pattern(ns.text, pattern, parts) %}
    {% endfor %}
    {{ return(ns.text) }}
{% endmacro %}
