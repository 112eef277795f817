{% macro refuse_problems(files) %}
    {% set messages = [] %}
    {% for file in files if file.problem %}
        {% do messages.append(file.path ~ ': ' ~ file.problem) %}
    {% endfor %}
    {% if messages %}
        {% set rest = messages | length - 10 %}
        {{ exceptions.raise_compiler_error(
            messages[:10] | join('\n') ~ ('\nand ' ~ rest ~ ' more of such files.' if rest > 0)
        ) }}
    {% endif %}
{% endmacro %}
