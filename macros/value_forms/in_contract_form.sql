{% macro in_contract_form(text, data_type, file) %}
    {% if data_type in ['date', 'timestamp'] and file.date_form %}
        {{ return(date_in_contract_form(text, file.date_form)) }}
    {% elif file.number_form and (
        data_type in ['bigint', 'double'] or data_type.startswith('decimal')
    ) %}
        {{ return(number_in_contract_form(text, file.number_form)) }}
    {% endif %}
    {{ return(text) }}
{% endmacro %}
