{% macro describe_columns(file) %}
    {% set contract = contract_column_names(file.table_name) %}
    {% for column in run_query('describe select * from ' ~ raw_relation([file])).rows
        if column[0] != 'raw_path' %}
        {% set name = column[0] | trim | lower %}
        {% do file.columns.update({name: raw_text(adapter.quote(column[0]), column[1])}) %}
        {% if name in contract and modules.re.search('(?i)\\[|^(struct|map|array|union)', column[1]) %}
            {% do file.update({'problem':
                "the column '" ~ name ~ "' holds lists or structures (" ~ column[1] ~ '), not'
                ~ ' single values. Deliver one value per record.'
            }) %}
        {% endif %}
        {% if column[1] | lower in ['varchar', 'string'] %}
            {% do file.texts.append(name) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
