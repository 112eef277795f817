{% macro decide_number_forms(files) %}
    {% for file in files %}
        {% set own = evidence_sum([file], 'comma') + evidence_sum([file], 'dot') %}
        {% set witnesses = [file] if own else files %}
        {% set comma = evidence_sum(witnesses, 'comma') %}
        {#- One 12,5 among many of 1,234 is a slip, not the form of the file. -#}
        {% if comma > evidence_sum(witnesses, 'dot')
            and comma >= evidence_sum(witnesses, 'either') %}
            {% do file.update({'number_form': '1.234,56'}) %}
        {% elif evidence_sum(witnesses, 'thousands') %}
            {% do file.update({'number_form': '1,234.56'}) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
