{% macro reads_raw(resources) %}
    {% for resource in resources %}
        {% set node = graph.nodes.get(resource) %}
        {% if resource.startswith('unit_test.') %}{{ return(true) }}{% endif %}
        {% for parent in node.depends_on.nodes if node %}
            {% if parent.startswith('source.idic.raw.') %}{{ return(true) }}{% endif %}
        {% endfor %}
    {% endfor %}
    {{ return(false) }}
{% endmacro %}
