{% macro decide_date_forms(files) %}
    {% for file in files if file.date_flags %}
        {% set own = evidence_sum([file], 'day_first') - evidence_sum([file], 'month_first') %}
        {% set witnesses = [file] if own else files %}
        {% set days = evidence_sum(witnesses, 'day_first') %}
        {% set months = evidence_sum(witnesses, 'month_first') %}
        {#- Of true dates more than half lie behind the 12th: a tenth is little to ask. -#}
        {% set is_shown = 10 * [days, months] | max >= evidence_sum(witnesses, 'slashed') %}
        {% if days > months and is_shown %}
            {% do file.update({'date_form': 'day first'}) %}
        {% elif months > days and is_shown %}
            {% do file.update({'date_form': 'month first'}) %}
        {% elif evidence_sum([file], 'slashed') %}
            {% do file.update({'date_form': 'unclear'}) %}
        {% elif evidence_sum([file], 'dotted') %}
            {% do file.update({'date_form': 'day first'}) %}
        {% elif evidence_sum([file], 'year_first') %}
            {% do file.update({'date_form': 'year first'}) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
