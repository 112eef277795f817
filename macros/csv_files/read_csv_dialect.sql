{% macro read_csv_dialect(file, lines) %}
    {% set filled = [] %}
    {% for line in lines %}
        {% if (line or '') | trim %}{% do filled.append([loop.index0, line]) %}{% endif %}
    {% endfor %}
    {% set stated = filled and modules.re.match('(?i)sep=(.)\\s*$', filled[0][1]) %}
    {% set header = filled[1:] | first if stated else filled | first %}
    {% if header %}
        {% do file.update({'header_line': header[0]}) %}
        {% do file.update(csv_dialect(
            file.table_name,
            header[1],
            [stated.group(1)] if stated else [',', ';', '\t', '|']
        )) %}
    {% else %}
        {% do file.update({'problem':
            'is empty: there is not even a header. Export it again or remove it.'
        }) %}
    {% endif %}
{% endmacro %}
