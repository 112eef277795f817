{% macro warn_of_unknown_files(table_names) %}
    {% if not setting('raw_schema') %}
        {% set unknown = [] %}
        {% for entry in raw_entries() %}
            {% set known = entry.split('.')[0] in table_names
                and (entry.endswith('.parquet') or entry.endswith('.csv')
                or entry.endswith('.csv.gz') or '.' not in entry) %}
            {% if not known %}{% do unknown.append(entry) %}{% endif %}
        {% endfor %}
        {% if unknown %}
            {% do exceptions.warn(
                raw_place() ~ ": " ~ unknown | join(', ')
                ~ (' are' if unknown | length > 1 else ' is')
                ~ " no table of the contract and ignored."
            ) %}
        {% endif %}
    {% endif %}
{% endmacro %}
