{% macro spark_is_header(file) %}
    {% set cells = [] %}
    {% for name, cell in file.columns.items() %}
        {% do cells.append(
            "coalesce(lower(trim(" ~ cell ~ ")), '') = " ~ quoted(name)
        ) %}
    {% endfor %}
    {{ return(cells | join(' and ')) }}
{% endmacro %}
