{% macro warn_of_unknown_files(files) %}
    {% set unknown = [] %}
    {% for file in files %}
        {% set name = file.split('/')[-1] %}
        {% if not name.startswith('.') and not name.startswith('_') %}
            {% do unknown.append(file) %}
        {% endif %}
    {% endfor %}
    {% if unknown %}
        {% set rest = unknown | length - 5 %}
        {% do exceptions.warn(
            raw_place() ~ ": " ~ unknown[:5] | join(', ')
            ~ (' and ' ~ rest ~ ' more' if rest > 0)
            ~ (' are' if unknown | length > 1 else ' is')
            ~ " no table of the contract and ignored."
        ) %}
    {% endif %}
{% endmacro %}
