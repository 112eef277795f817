{% macro contract_table(table_name) %}
    {% for table in graph.sources.values() %}
        {% if table.source_name == 'raw' and table.name == table_name %}
            {{ return(table) }}
        {% endif %}
    {% endfor %}
    {{ exceptions.raise_compiler_error(
        "models/staging/_sources.yml declares no raw table '" ~ table_name ~ "'."
    ) }}
{% endmacro %}
