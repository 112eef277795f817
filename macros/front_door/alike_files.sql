{% macro alike_files(files) %}
    {% set groups = {} %}
    {% for file in files %}
        {% set form = [file.path if file.format == 'table' else none] %}
        {% for name in [
            'format', 'encoding', 'delimiter', 'quote', 'escape', 'header_line', 'cell_count',
            'columns', 'types', 'texts', 'is_multi_line', 'is_faulty', 'number_form', 'date_form'
        ] %}
            {% do form.append(file[name]) %}
        {% endfor %}
        {% do groups.setdefault(tojson(form), []).append(file) %}
    {% endfor %}
    {{ return(groups.values() | list) }}
{% endmacro %}
