{% macro measure_csv_files(files) %}
    {% set ns = namespace(pending=files) %}
    {% for attempt in range(4) if ns.pending %}
        {% for group in alike_files(ns.pending) %}
            {% do measure_csv(group) %}
        {% endfor %}
        {% set changed = [] %}
        {% for file in ns.pending if csv_form_changes(file) %}
            {% do changed.append(file) %}
        {% endfor %}
        {% set ns.pending = changed %}
    {% endfor %}
    {% do note_broken_lines(files | rejectattr('problem') | list) %}
    {% for file in files if file.endless_line and not file.problem %}
        {% do file.update({'problem':
            'line ' ~ file.endless_line ~ ': a quote is opened and not closed on its line,'
            ~ ' or the line is longer than 32 MB. Close or double the quote.'
        }) %}
    {% endfor %}
{% endmacro %}
