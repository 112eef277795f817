{% macro describe_columns(file) %}
    {% set contract = contract_column_names(file.table_name) %}
    {% for column in run_query('describe select * from ' ~ raw_relation([file])).rows
        if column[0] != 'raw_path' %}
        {% set name, data_type = column[0] | trim | lower, column[1] %}
        {% if name in contract and name in file.columns %}
            {% do file.update({'problem':
                "names the column '" ~ name ~ "' twice. Remove or rename one."
            }) %}
        {% elif name in contract
            and modules.re.search('(?i)\\[|^(struct|map|array|union)', data_type) %}
            {% do file.update({'problem':
                "the column '" ~ name ~ "' holds lists or structures (" ~ data_type ~ '),'
                ~ ' not single values. Deliver one value per record.'
            }) %}
        {% endif %}
        {% do file.columns.update({name: raw_text(adapter.quote(column[0]), data_type)}) %}
        {% do file.types.append(data_type) %}
        {% if data_type | lower in ['varchar', 'string'] %}
            {% do file.texts.append(name) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
