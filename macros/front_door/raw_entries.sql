{% macro raw_entries() %}
    {{ return(adapter.dispatch('raw_entries', 'idic')()) }}
{% endmacro %}

{% macro duckdb__raw_entries() %}
    {% set pattern = setting('raw', 'raw') ~ '/**' %}
    {% set entries = [] %}
    {% for file in run_query(
        "select file from glob(" ~ dbt.string_literal(pattern) ~ ") order by file"
    ).columns[0].values() %}
        {% set entry = file[setting('raw', 'raw') | length + 1:].split('/')[0] %}
        {% if entry not in entries %}{% do entries.append(entry) %}{% endif %}
    {% endfor %}
    {{ return(entries) }}
{% endmacro %}
