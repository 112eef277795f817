{% macro evidence_sum(files, name) %}
    {{ return(files | selectattr('evidence') | map(attribute='evidence.' ~ name) | sum) }}
{% endmacro %}
