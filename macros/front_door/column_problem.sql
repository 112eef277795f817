{% macro column_problem(table, file) %}
    {% set found = file.columns.keys() | list %}
    {% set one_of = table.config.meta.get('required_one_of', []) %}
    {% set missing = [] %}
    {% for name in contract_column_names(table.name, 'required') if name not in found %}
        {% do missing.append("the required column '" ~ name ~ "'") %}
    {% endfor %}
    {% if one_of and not one_of | select('in', found) | list %}
        {% do missing.append('one of the columns ' ~ one_of | join(', ')) %}
    {% endif %}
    {% if missing %}
        {{ return(
            missing | join(' and ') ~ ' of the table ' ~ table.name ~ ' is missing. Found: '
            ~ found | join(', ') ~ '. Rename or add the column and build again.'
        ) }}
    {% endif %}
    {{ return(none) }}
{% endmacro %}
