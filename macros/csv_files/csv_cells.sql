{% macro csv_cells(line, delimiter, quote) %}
    {% set edge = modules.re.escape(delimiter) %}
    {% set quoted_cell = quote ~ '(?:[^' ~ quote ~ ']|' ~ quote ~ quote ~ ')*' ~ quote %}
    {% set cells = [] %}
    {% for found in modules.re.finditer(
        '(?:^|' ~ edge ~ ') *(' ~ quoted_cell ~ '|[^' ~ edge ~ ']*?) *(?=' ~ edge ~ '|$)',
        line.rstrip('\r')
    ) %}
        {% do cells.append(found.group(1).strip(quote ~ ' ') | lower) %}
    {% endfor %}
    {{ return(cells) }}
{% endmacro %}
