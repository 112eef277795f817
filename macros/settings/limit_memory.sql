{% macro limit_memory() %}
    {% set memory = setting('memory') %}
    {% if execute and memory and target.type == 'duckdb' %}
        {% if not modules.re.fullmatch('[0-9]+([.][0-9]+)? ?[KMGT]i?B', memory) %}
            {{ exceptions.raise_compiler_error(
                'The setting memory is ' ~ memory ~ ', which is no amount of memory:'
                ~ ' write it as 6GB.'
            ) }}
        {% endif %}
        {% do run_query("set memory_limit = '" ~ memory ~ "'") %}
    {% endif %}
{% endmacro %}
