{% macro globbed(paths) %}
    {% set texts = [] %}
    {% for path in paths %}
        {% do texts.append(quoted(
            path | replace('[', '[[]') | replace('*', '[*]') | replace('?', '[?]')
        )) %}
    {% endfor %}
    {{ return(texts | join(', ')) }}
{% endmacro %}
