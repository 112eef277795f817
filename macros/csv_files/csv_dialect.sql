{% macro csv_dialect(table_name, header, delimiters) %}
    {% set contract = contract_column_names(table_name) %}
    {% set best = {'known': [], 'names': [], 'delimiter': ',', 'quote': '"'} %}
    {% for delimiter in delimiters %}
        {% for quote in ['"', "'"] %}
            {% set names = csv_cells(header, delimiter, quote) %}
            {% set known = names | select('in', contract) | list %}
            {% if known | length > best.known | length %}
                {% do best.update({
                    'known': known, 'names': names, 'delimiter': delimiter, 'quote': quote
                }) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
    {% set columns = {} %}
    {% for name in best.names %}{% do columns.update({name: 'c' ~ loop.index}) %}{% endfor %}
    {% set doubled = [] %}
    {% for name in best.known if best.known.count(name) > 1 and name not in doubled %}
        {% do doubled.append(name) %}
    {% endfor %}
    {% set problem = none %}
    {% if not best.known %}
        {% set problem = 'the first line names no column of the table ' ~ table_name
            ~ '. Write a header with ' ~ contract_column_names(table_name, 'required') | join(', ')
            ~ ', the columns between commas, semicolons, tabs or bars.' %}
    {% elif doubled %}
        {% set problem = "the header names the column '" ~ doubled | join("', '")
            ~ "' twice. Remove or rename one." %}
    {% endif %}
    {{ return({
        'columns': columns, 'texts': columns.keys() | list, 'cell_count': best.names | length,
        'delimiter': best.delimiter, 'quote': best.quote, 'escape': best.quote,
        'problem': problem
    }) }}
{% endmacro %}
