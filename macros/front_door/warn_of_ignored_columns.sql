{% macro warn_of_ignored_columns(files) %}
    {% set warned = [] %}
    {% for file in files %}
        {% for name in ignored_columns(file) if (file.table_name, name) not in warned %}
            {% do warned.append((file.table_name, name)) %}
            {% do exceptions.warn(
                file.path ~ ": column '" ~ name ~ "' is not in the contract of "
                ~ file.table_name ~ " and is ignored."
            ) %}
        {% endfor %}
    {% endfor %}
{% endmacro %}
