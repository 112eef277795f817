{% macro decide_number_forms(files) %}
    {% for file in files %}
        {% set own = evidence_sum([file], 'comma') + evidence_sum([file], 'dot') %}
        {% set witnesses = [file] if own else files %}
        {% if evidence_sum(witnesses, 'comma') > evidence_sum(witnesses, 'dot') %}
            {% do file.update({'number_form': '1.234,56'}) %}
        {% elif evidence_sum(witnesses, 'thousands') %}
            {% do file.update({'number_form': '1,234.56'}) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
