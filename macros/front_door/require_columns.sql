{% macro require_columns(table, found, place) %}
    {% set one_of = table.config.meta.get('required_one_of', []) %}
    {% for name in contract_column_names(table.name, 'required') %}
        {% if name not in found %}
            {{ exceptions.raise_compiler_error(
                place ~ ": the required column '" ~ name ~ "' of the table " ~ table.name
                ~ " is missing. Found: " ~ found.keys() | join(', ')
                ~ ". Rename or add the column and build again."
            ) }}
        {% endif %}
    {% endfor %}
    {% if one_of and not one_of | select('in', found) | list %}
        {{ exceptions.raise_compiler_error(
            place ~ ": the table " ~ table.name ~ " needs one of the columns "
            ~ one_of | join(', ') ~ ". Found: " ~ found.keys() | join(', ')
            ~ ". Rename or add the column and build again."
        ) }}
    {% endif %}
{% endmacro %}
