{% macro noted_contract() %}
    {% set found = run_query('select declaration from raw.contract') %}
    {{ return(fromjson(found.columns[0].values()[0])) }}
{% endmacro %}
